//! What a designation of the list's XML holds: what is read of it, and what is left alone.

use crate::watchlist::known::Known;

pub(super) const KNOWN: Known = Known {
    read: "DateGenerated Designation UniqueID RegimeName IndividualEntityShip Names Name Name1 \
           Name2 Name3 Name4 Name5 Name6 NameType AliasStrength NonLatinNames NonLatinName \
           NameNonLatinScript IndividualDetails Individual DOBs DOB Nationalities Nationality \
           Genders Gender PassportDetails Passport PassportNumber PassportAdditionalInformation \
           NationalIdentifierDetails NationalIdentifier NationalIdentifierNumber \
           NationalIdentifierAdditionalInformation BirthDetails Location TownOfBirth \
           CountryOfBirth",
    ignored: "LastUpdated DateDesignated OFSIGroupID UNReferenceNumber NonLatinScriptType \
              NonLatinScriptLanguage Titles Title DesignationSource SanctionsImposed \
              SanctionsImposedIndicators OtherInformation UKStatementofReasons Addresses \
              PhoneNumbers EmailAddresses Websites Positions EntityDetails ShipDetails @nil",
};
