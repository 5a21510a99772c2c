//! Names of folders that came as somebody's words.

use crate::files;

/// The group's name when it can be a folder's; else a safe one that no other group has.
pub fn folder_name(group: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !group.is_empty() && group.chars().all(plain) {
        return group.to_owned();
    }
    let safe: String = group
        .chars()
        .map(|c| if plain(c) { c } else { '_' })
        .collect();
    let digest = files::digest_of_bytes(group.as_bytes());
    format!("{safe}.{}", &digest[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_are_no_folder_names_never_share_one() {
        assert_eq!(folder_name("New_York-1"), "New_York-1");
        assert_ne!(folder_name("a/b"), folder_name("a b"));
        assert_ne!(folder_name("a/b"), folder_name("a_b"));
        assert!(!folder_name("").is_empty());
        let strange = folder_name("../out");
        assert!(!strange.contains('/') && !strange.starts_with('.'));
    }
}
