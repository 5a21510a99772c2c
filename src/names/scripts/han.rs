//! Chinese characters and Hangul: one syllable a sign, each a word of its own, which joins
//! with its neighbours as any name parts do (XIAO MING is XIAOMING).
//!
//! The first syllable of a field may be a surname, and some are read otherwise there (曾 is
//! ZENG, 이 is LEE); so may its first two (欧阳 is OUYANG). A Japanese name in Chinese
//! characters alone is read as Chinese save for common surnames, and is then mostly wrong.

use super::{Script, known, letters};

pub fn words(word: &str) -> Vec<Vec<String>> {
    let signs: Vec<char> = word.chars().collect();
    let (mut found, taken) = surname(&signs);
    for run in signs[taken..].chunk_by(|&one, &other| !is_sign(one) && !is_sign(other)) {
        found.push(vec![letters(&run.iter().collect::<String>())]);
    }
    found
}

/// What the table says of the beginning, and how many signs that is.
fn surname(signs: &[char]) -> (Vec<Vec<String>>, usize) {
    for taken in [3, 2, 1] {
        let Some(head) = signs.get(..taken) else {
            continue;
        };
        let forms = known::forms(&head.iter().collect::<String>());
        if let Some(forms) = forms.filter(|forms| taken == 1 || may_begin(signs, &forms[0])) {
            return (vec![forms], taken);
        }
    }
    (Vec::new(), 0)
}

/// Three signs are seldom a Japanese name: 田中华 is no TANAKA, but 欧阳修 is an OUYANG.
fn may_begin(signs: &[char], surname: &str) -> bool {
    signs.len() != 3 || surname.starts_with(&letters(&signs[0].to_string()))
}

fn is_sign(c: char) -> bool {
    Script::of_char(c) == Script::Syllables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_and_surnames() {
        for (word, expect) in [
            ("王小明", "WANG XIAO MING"),
            ("曾庆红", "ZENG QING HONG"),
            ("单", "SHAN"),
            ("欧阳修文", "OUYANG XIU WEN"),
            ("欧阳修", "OUYANG XIU"),
            ("田中太郎", "TANAKA TAI LANG"),
            ("田中华", "TIAN ZHONG HUA"),
            ("김정은", "KIM/GIM JEONG EUN"),
            ("이", "LEE/YI/RI"),
            ("王TOM", "WANG TOM"),
        ] {
            let shown: Vec<String> = words(word).iter().map(|forms| forms.join("/")).collect();
            assert_eq!(shown.join(" "), expect, "{word}");
        }
    }
}
