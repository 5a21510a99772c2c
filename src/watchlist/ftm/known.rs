//! The properties that are read of a person and of what is joined to one, and those that are left
//! alone: what nobody is looked for by, and what this program does not touch (belief, origin, health,
//! politics).

use super::entity::Entity;
use crate::watchlist::import::Losses;
use crate::watchlist::topics::Topics;
use crate::watchlist::unknown::Unknown;

const READ: &str = "name alias previousName weakAlias firstName secondName middleName fatherName \
                    lastName birthDate birthPlace gender nationality citizenship passportNumber \
                    idNumber program topics number type country holder entity person relative \
                    relationship associate subject object role";

const IGNORED: &str = "abbreviation address addressEntity appearance amountUsd authority authorityId \
                       birthCountry classification countryEntity createdAt date deathDate \
                       description duration education email endDate ethnicity eyeColor hairColor \
                       height icijId imoNumber indexText innCode jurisdiction keywords \
                       listingDate mainCountry modifiedAt motherName nameSuffix notes \
                       opencorporatesUrl parent phone political position profession \
                       programId programUrl provisions publisher publisherUrl reason \
                       recordId registrationNumber religion retrievedAt \
                       socialSecurityNumber sourceUrl spokenLanguage startDate status summary \
                       swiftBic taxNumber title topicsText unscId vatCode website weight \
                       wikidataId wikipediaUrl";

/// Tells what a listed person, or what is joined to one, has and nobody here knows. What holds
/// whole entities is a link to them, and those are read for themselves.
pub(super) fn check(entity: &Entity, topics: &Topics, row: usize, lost: &mut Losses) {
    let has = |names: &str, name: &str| names.split_whitespace().any(|known| known == name);
    for property in entity.properties() {
        if !has(READ, property) && !has(IGNORED, property) && !entity.holds_entities(property) {
            lost.unknown(row, Unknown::Property, property);
        }
    }
    for topic in entity.texts("topics") {
        if !topics.is_known(&topic) {
            lost.unknown(row, Unknown::Topic, &topic);
        }
    }
}
