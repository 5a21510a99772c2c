//! Many questions at once: Benjamini and Hochberg's way to hold the share of false answers.

/// For each probability the least share of false ones at which it would be flagged. `asked` is
/// how many questions there were, of which those that are not here had the answer 1.
pub fn adjusted(probabilities: &[f64], asked: usize) -> Vec<f64> {
    let asked = asked.max(probabilities.len()) as f64;
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|one, other| probabilities[*one].total_cmp(&probabilities[*other]));
    let mut adjusted = vec![1.0; probabilities.len()];
    let mut least = 1.0_f64;
    for (place, index) in order.iter().enumerate().rev() {
        let rank = (place + 1) as f64;
        least = least.min(probabilities[*index] * asked / rank);
        adjusted[*index] = least;
    }
    adjusted
}
