//! What Java takes for the id of a time zone.

/// Whether it has the form of one (`ZoneId.of`). Not like the real one: regions are not looked up.
pub fn is_zone(zone: &str) -> bool {
    let is_part = |it: char| it.is_ascii_digit() || it == ':';
    let is_offset = |it: &str| !it.is_empty() && it.chars().all(is_part);
    let is_region = |it: char| it.is_ascii_alphanumeric() || "~/._+-".contains(it);
    zone == "Z"
        || zone.strip_prefix(['+', '-']).is_some_and(is_offset)
        || zone.len() > 1
            && zone.starts_with(|it: char| it.is_ascii_alphabetic())
            && zone.chars().all(is_region)
}
