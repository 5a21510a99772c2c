//! The check digit of ICAO Doc 9303-3, section 4.9.

/// Weights 7, 3, 1 by turns, modulo 10; `<` counts nothing, letters from A = 10.
///
/// Every change of one digit into another is found, since no weight shares a factor with
/// 10. Not every change of a letter is: A and K differ by ten.
pub fn check_digit(field: &str) -> char {
    let values = field.chars().map(|sign| sign.to_digit(36).unwrap_or(0));
    let weighted = values.zip([7, 3, 1].into_iter().cycle());
    let sum: u32 = weighted.map(|(value, weight)| value * weight).sum();
    char::from_digit(sum % 10, 10).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_of_the_standard() {
        // Doc 9303-3, appendix A.
        for (field, expect) in [("520727", '3'), ("AB2134<<<", '5'), ("", '0')] {
            assert_eq!(check_digit(field), expect, "{field}");
        }
    }
}
