//! Codes that are no airport's and stand where one should: of cities with several airports, of
//! railway stations that airlines sell, of airports that are closed. Each has a clock.

/// The code, and an airport of the same clock.
pub(super) const PLACES: [(&str, &str); 46] = [
    // Cities.
    ("BHZ", "CNF"),
    ("BJS", "PEK"),
    ("BUE", "EZE"),
    ("BUH", "OTP"),
    ("CHI", "ORD"),
    ("DTT", "DTW"),
    ("JKT", "CGK"),
    ("LON", "LHR"),
    ("MFW", "MIA"),
    ("MIL", "MXP"),
    ("MOW", "SVO"),
    ("NYC", "JFK"),
    ("OSA", "KIX"),
    ("PAR", "CDG"),
    ("QHO", "IAH"),
    ("QLA", "LAX"),
    ("REK", "KEF"),
    ("RIO", "GIG"),
    ("ROM", "FCO"),
    ("SAO", "GRU"),
    ("SEL", "ICN"),
    ("SPK", "CTS"),
    ("STO", "ARN"),
    ("TCI", "TFS"),
    ("TYO", "NRT"),
    ("WAS", "IAD"),
    ("YEA", "YEG"),
    ("YMQ", "YUL"),
    ("YTO", "YYZ"),
    // Railway stations and ports.
    ("QQK", "LHR"),
    ("QQS", "LHR"),
    ("QQU", "LHR"),
    ("QJZ", "NTE"),
    ("QKL", "CGN"),
    ("QPP", "BER"),
    ("XDB", "LIL"),
    ("XEA", "YVR"),
    ("XPG", "CDG"),
    ("XYD", "LYS"),
    ("ZBJ", "BLL"),
    ("ZFV", "PHL"),
    ("ZMB", "HAM"),
    ("ZRP", "EWR"),
    ("ZYR", "BRU"),
    // Closed.
    ("SXF", "BER"),
    ("THF", "BER"),
];

/// An airport with the clock of a place that is none.
pub fn airport_of(code: &str) -> Option<&'static str> {
    let at = PLACES.iter().find(|(place, _)| *place == code)?;
    Some(at.1)
}
