//! Files of a group with recipients: readable by them and by nobody else, or refused.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking"
)]

mod common;

use common::World;

fn recipients(world: &World, text: &str) {
    world.settings(&format!("[output.recipients]\n{text}"));
}

#[test]
fn a_misspelt_group_or_one_without_a_key_is_refused() {
    let world = World::new();
    recipients(&world, "NEW_YROK = [\"age1x\"]\n");
    world.refuses(&mut world.run(), 78, &["NEW_YROK", "no such group"]);
    recipients(&world, "NEW_YORK = []\n");
    world.refuses(&mut world.run(), 78, &["NEW_YORK", "no key"]);
}

#[cfg(not(feature = "encrypt"))]
#[test]
fn keys_without_the_feature_are_refused_before_anything_is_written() {
    let world = World::new();
    recipients(&world, "NEW_YORK = [\"age1x\"]\n");
    world.refuses(
        &mut world.run(),
        69,
        &["NEW_YORK", "not built into this program"],
    );
}

#[cfg(feature = "encrypt")]
mod built_in {
    use super::*;
    use age::x25519::Identity;

    #[test]
    fn what_is_no_key_is_refused_by_its_number() {
        let world = World::new();
        let good = Identity::generate().to_public();
        recipients(&world, &format!("NEW_YORK = [\"{good}\", \"age1x\"]\n"));
        world.refuses(&mut world.run(), 78, &["NEW_YORK", "key 2"]);
    }

    #[test]
    fn each_recipient_reads_the_files_and_nobody_else() {
        let world = World::new();
        let keys = [Identity::generate(), Identity::generate()];
        let [one, two] = keys.each_ref().map(Identity::to_public);
        recipients(&world, &format!("NEW_YORK = [\"{one}\", \"{two}\"]\n"));
        let night = world.night("night");
        for name in ["briefing.html", "recommendations.csv"] {
            assert!(!night.path("groups/NEW_YORK").join(name).exists());
            let sealed = night.path(&format!("groups/NEW_YORK/{name}.age"));
            let bytes = std::fs::read(sealed).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains("ZUMARINOV"));
            for key in &keys {
                let clear = age::decrypt(key, &bytes).unwrap();
                assert!(String::from_utf8(clear).unwrap().contains("ZUMARINOV"));
            }
            assert!(age::decrypt(&Identity::generate(), &bytes).is_err());
            // The other groups have no recipients.
            assert!(night.path("groups/MIAMI").join(name).exists());
        }
        night.is_whole();
        let outputs = night.record().outputs.into_iter();
        let sealed = outputs.filter(|output| output.path.ends_with(".age"));
        assert_eq!(sealed.count(), 2);
    }
}
