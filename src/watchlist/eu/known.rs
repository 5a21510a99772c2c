//! What the two forms of the European Union's list hold: what is read, and what is left alone.

use crate::watchlist::known::Known;

pub(super) const CURRENT: Known = Known {
    read: "sanctionEntity sanctionEntity@logicalId sanctionEntity@euReferenceNumber subjectType \
           subjectType@code subjectType@classificationCode regulation regulation@programme \
           nameAlias nameAlias@firstName nameAlias@middleName nameAlias@lastName \
           nameAlias@wholeName nameAlias@gender nameAlias@strong birthdate birthdate@birthdate \
           birthdate@circa birthdate@calendarType birthdate@dayOfMonth birthdate@monthOfYear \
           birthdate@year birthdate@yearRangeFrom birthdate@yearRangeTo birthdate@city \
           birthdate@place birthdate@region birthdate@countryDescription citizenship \
           citizenship@countryIso2Code identification identification@number \
           identification@latinNumber identification@identificationTypeCode \
           identification@countryIso2Code identification@issuedBy",
    ignored: "remark address contactInfo regulationSummary publicationUrl \
              sanctionEntity@designationDetails sanctionEntity@designationDate \
              sanctionEntity@unitedNationId regulation@regulationType \
              regulation@organisationType regulation@publicationDate \
              regulation@entryIntoForceDate regulation@numberTitle regulation@logicalId \
              nameAlias@function nameAlias@title nameAlias@nameLanguage \
              nameAlias@regulationLanguage nameAlias@logicalId birthdate@zipCode \
              birthdate@countryIso2Code birthdate@regulationLanguage birthdate@logicalId \
              citizenship@region citizenship@countryDescription citizenship@regulationLanguage \
              citizenship@logicalId identification@diplomatic identification@knownExpired \
              identification@knownFalse identification@reportedLost \
              identification@revokedByIssuer identification@issuedDate identification@validFrom \
              identification@validTo identification@nameOnDocument identification@region \
              identification@countryDescription identification@identificationTypeDescription \
              identification@regulationLanguage identification@logicalId",
};

pub(super) const OLD: Known = Known {
    read: "ENTITY ENTITY@Type ENTITY@Id ENTITY@programme ENTITY@legal_basis NAME FIRSTNAME \
           MIDDLENAME LASTNAME WHOLENAME GENDER BIRTH DATE PLACE COUNTRY CITIZEN PASSPORT NUMBER",
    ignored: "ADDRESS TITLE FUNCTION LANGUAGE ENTITY@reg_date ENTITY@pdf_link ENTITY@remark \
              NAME@Id NAME@Entity_id NAME@legal_basis NAME@reg_date NAME@pdf_link \
              NAME@programme BIRTH@Id BIRTH@Entity_id BIRTH@legal_basis BIRTH@reg_date \
              BIRTH@pdf_link BIRTH@programme CITIZEN@Id CITIZEN@Entity_id CITIZEN@legal_basis \
              CITIZEN@reg_date CITIZEN@pdf_link CITIZEN@programme PASSPORT@Id \
              PASSPORT@Entity_id PASSPORT@legal_basis PASSPORT@reg_date PASSPORT@pdf_link \
              PASSPORT@programme",
};

/// Codes of documents that are no person's, or that say nothing of what the document is.
pub(super) const WITHOUT_KIND: [&str; 9] = [
    "",
    "other",
    "fiscalcode",
    "electionid",
    "tradelic",
    "regnumber",
    "swiftbic",
    "imo",
    "taxid",
];
