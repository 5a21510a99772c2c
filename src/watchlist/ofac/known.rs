//! What OFAC's forms hold: what is read of the plain XML and of the advanced one, and what is left
//! alone, elements as well as types of features, aliases and documents.

use crate::watchlist::known::Known;

pub(super) const PLAIN: Known = Known {
    read: "publshInformation Publish_Date Record_Count sdnEntry uid firstName lastName sdnType \
           remarks programList program idList id idType idNumber idCountry akaList aka category \
           nationalityList nationality citizenshipList citizenship country dateOfBirthList \
           dateOfBirthItem dateOfBirth placeOfBirthList placeOfBirthItem placeOfBirth",
    ignored: "title addressList vesselInfo type mainEntry issueDate expirationDate",
};

pub(super) const ADVANCED: Known = Known {
    read: "DateOfIssue Locations Location LocationAreaCode LocationAreaCode@AreaCodeID \
           LocationCountry LocationCountry@CountryID LocationPart LocationPart@LocPartTypeID \
           LocationPartValue LocationPartValue@Primary Value IDRegDocuments IDRegDocument \
           IDRegDocument@IDRegDocTypeID IDRegDocument@IdentityID IDRegDocument@IssuedBy-CountryID \
           IDRegistrationNo DistinctParties DistinctParty Profile Profile@PartySubTypeID Identity \
           Alias Alias@AliasTypeID Alias@Primary Alias@LowQuality DocumentedName \
           DocumentedNamePart NamePartValue NamePartValue@NamePartGroupID NamePartGroups \
           MasterNamePartGroup NamePartGroup NamePartGroup@NamePartTypeID Feature \
           Feature@FeatureTypeID FeatureVersion DatePeriod Start Start@Approximate End From To \
           Year Month Day VersionDetail VersionDetail@DetailReferenceID VersionLocation \
           VersionLocation@LocationID ProfileRelationships ProfileRelationship \
           ProfileRelationship@From-ProfileID ProfileRelationship@To-ProfileID \
           ProfileRelationship@RelationTypeID SanctionsEntries SanctionsEntry \
           SanctionsEntry@ProfileID SanctionsEntry@ListID SanctionsMeasure \
           SanctionsMeasure@SanctionsTypeID Comment ReferenceValueSets AliasTypeValues \
           AreaCodeValues CountryValues DetailReferenceValues FeatureTypeValues \
           IDRegDocTypeValues ListValues LocPartTypeValues NamePartTypeValues \
           PartySubTypeValues PartyTypeValues RelationTypeValues SanctionsTypeValues \
           ScriptValues",
    ignored: "@ID @FixedRef @DeltaAction @CalendarTypeID @YearFixed @MonthFixed @DayFixed \
              LocationCountry@CountryRelevanceID LocationPartValue@LocPartValueTypeID \
              LocationPartValue@LocPartValueStatusID FeatureVersionReference \
              IDRegDocumentReference IDRegDocument@IssuedIn-LocationID IDRegDocument@ValidityID \
              IssuingAuthority DocumentDate IDRegDocumentMention DocumentedNameReference \
              Identity@Primary Identity@False DocumentedName@DocNameStatusID \
              DocumentedNameCountry NamePartValue@ScriptID NamePartValue@ScriptStatusID \
              NamePartValue@Acronym FeatureVersion@ReliabilityID End@Approximate \
              VersionDetail@DetailTypeID IdentityReference SanctionsEntryReference \
              ExternalReference ProfileRelationship@RelationQualityID ProfileRelationship@Former \
              ProfileRelationship@SanctionsEntryID LimitationsToListing EntryEvent SupInfo \
              SanctionsEntryLinks SanctionsEntryLink AreaCodeTypeValues AreaCodeType \
              CalendarTypeValues CalendarType CountryRelevanceValues CountryRelevance \
              DecisionMakingBodyValues DecisionMakingBody DetailTypeValues DetailType \
              DocNameStatusValues DocNameStatus EntryEventTypeValues EntryEventType \
              EntryLinkTypeValues EntryLinkType ExRefTypeValues ExRefType \
              FeatureTypeGroupValues FeatureTypeGroup IDRegDocDateTypeValues IDRegDocDateType \
              IdentityFeatureLinkTypeValues IdentityFeatureLinkType LegalBasisValues LegalBasis \
              LegalBasisTypeValues LegalBasisType LocPartValueStatusValues LocPartValueStatus \
              LocPartValueTypeValues LocPartValueType OrganisationValues Organisation \
              RelationQualityValues RelationQuality ReliabilityValues Reliability \
              SanctionsProgramValues SanctionsProgram ScriptStatusValues ScriptStatus \
              SubsidiaryBodyValues SubsidiaryBody SupInfoTypeValues SupInfoType \
              TargetTypeValues TargetType ValidityValues Validity",
};

/// Types of aliases; which are weak, an attribute says.
pub(super) const ALIAS_TYPES: [&str; 4] = ["Name", "A.K.A.", "F.K.A.", "N.K.A."];

/// How names of features begin that say nothing of who a person is. The plain form has them among
/// its documents.
const OTHER_FEATURES: [&str; 39] = [
    "Additional Sanctions Information",
    "Aircraft",
    "BIK",
    "Bond Ticker",
    "CAATSA",
    "D-U-N-S",
    "DUNS",
    "Digital Currency Address",
    "Effective Date",
    "Email Address",
    "Equity Ticker",
    "Executive Order",
    "Former Vessel",
    "IFCA Determination",
    "INTERPOL",
    "ISIN",
    "Issuer Name",
    "Listing Date",
    "Location",
    "MICEX",
    "NAICS",
    "Nationality of Registration",
    "Organization",
    "Other Vessel",
    "PEESA",
    "Phone Number",
    "Previous Aircraft",
    "Purchase/Sales",
    "Registration Country",
    "SWIFT/BIC",
    "Secondary sanctions risk",
    "Target Type",
    "Title",
    "Transactions Prohibited",
    "UN/LOCODE",
    "Vessel",
    "VESSEL",
    "Website",
    "Year of Build",
];

/// Documents and registers of companies, ships and trades.
const OTHER_DOCUMENTS: [&str; 61] = [
    "Afghan Money Service Provider License Number",
    "Aircraft Serial Identification",
    "Branch Unit Number",
    "Business Number",
    "Business Registration Document",
    "Business Registration Number",
    "C.I.F.",
    "C.R. No.",
    "CNP (Personal Numerical Code)",
    "Central Registration System Number",
    "Certificate of Incorporation Number",
    "Chamber of Commerce Number",
    "Chinese Commercial Code",
    "Commercial Registry Number",
    "Company Number",
    "Dubai Chamber of Commerce Membership No.",
    "Economic Register Number (CBLS)",
    "Enterprise Number",
    "File Number",
    "Fiscal Code",
    "Folio Mercantil No.",
    "Global Intermediary Identification Number",
    "Government Gazette Number",
    "Istanbul Chamber of Comm. No.",
    "Legal Entity Number",
    "License",
    "MMSI",
    "MSB Registration Number",
    "N.I.F.",
    "Numero Unico de Identificacao Tributaria (NUIT)",
    "Organization Code",
    "Paraguayan tax identification number",
    "Permit Number",
    "Public Registration Number",
    "RIF",
    "RSIN",
    "RTN",
    "Registered Charity No.",
    "Registration ID of a Company",
    "Registration Number",
    "Romanian C.R.",
    "Romanian Permanent Resident",
    "Romanian Tax Registration",
    "SRE Permit No",
    "SRE Permit No.",
    "Stock Code",
    "Tarjeta Profesional",
    "Tourism License No.",
    "Trade License No.",
    "Trademark number",
    "UK Company Number",
    "US FEIN",
    "Unified Social Credit Code (USCC)",
    "United Social Credit Code Certificate (USCCC)",
    "V.A.T. Number",
    "Vessel Registration Identification",
    "Vehicle Registration",
    "Yacht Registration",
    "IMO Number",
    "Kvk Number",
    "Work Permit",
];

/// Whether a feature is known to say nothing of who a person is.
pub(super) fn is_other_feature(name: &str) -> bool {
    OTHER_FEATURES.iter().any(|known| name.starts_with(known))
}

/// Whether a type of document is known, and none of a traveller's.
pub(super) fn is_no_document(name: &str) -> bool {
    let name = name.trim_end_matches(['#', ':', '-', ' ']);
    OTHER_DOCUMENTS.contains(&name) || is_other_feature(name)
}
