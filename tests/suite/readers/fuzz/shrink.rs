//! Cutting a failing input down to what is needed.

use super::check::{Case, fault_of};
use std::time::{Duration, Instant};

/// What tells one fault from another: its words without numbers, up to what it quotes.
pub fn kind(fault: &str) -> String {
    let end = fault.find([':', '`', '"', '\n']).unwrap_or(fault.len());
    let (words, quoted) = fault.split_at(end);
    let place = quoted.rsplit_once(" at ").map_or("", |(_, place)| place);
    let words = words.chars().filter(|c| !c.is_ascii_digit());
    words.chain(place.chars()).collect()
}

/// The input without every part that the fault does not need, as far as half a minute goes.
pub fn shrunk(case: Case, fault: String) -> (Case, String) {
    let begun = Instant::now();
    let wanted = kind(&fault);
    let (mut case, mut fault) = (case, fault);
    let mut span = case.text.len() / 2;
    while span > 0 && begun.elapsed() < Duration::from_secs(30) {
        let mut at = 0;
        while at < case.text.len() && begun.elapsed() < Duration::from_secs(30) {
            let start = case.text.floor_char_boundary(at);
            let end = case.text.ceil_char_boundary(at + span);
            let less = format!("{}{}", &case.text[..start], &case.text[end..]);
            let smaller = Case::new(case.format, case.name.clone(), less);
            match fault_of(&smaller) {
                Some(same) if kind(&same) == wanted && smaller.text.len() < case.text.len() => {
                    (case, fault) = (smaller, same);
                }
                _ => at = end.max(at + 1),
            }
        }
        span /= 2;
    }
    (case, fault)
}
