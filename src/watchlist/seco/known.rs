//! What programmes, places and targets of the list hold: what is read, and what is left alone.

use crate::watchlist::known::Known;

pub(super) const KNOWN: Known = Known {
    read: "sanctions-program program-key program-key@lang sanctions-set place location area \
           country country@iso-code country@code target target@sanctions-set-id \
           sanctions-set-id individual individual@sex identity identity@main name name@name-type \
           name@quality name-part name-part@order name-part@name-part-type value \
           spelling-variant spelling-variant@lang spelling-variant@script day-month-year \
           day-month-year@day day-month-year@month day-month-year@year place-of-birth \
           place-of-birth@place-id nationality identification-document \
           identification-document@document-type number issuer issuer@code issuer@iso-code \
           modification modification@modification-type modification@effective-date \
           modification@publication-date modification@enactment-date",
    // What a modification holds is the history, in copies of the target.
    ignored: "@ssid @version-date @predecessor-version-date modification/ program-name origin \
              sanctions-set@lang location-variant area-variant foreign-identifier justification \
              relation other-information address generic-attribute remark date-of-issue \
              expiry-date name@lang day-month-year@quality day-month-year@calendar \
              place-of-birth@quality identification-document@quality nationality@quality",
};
