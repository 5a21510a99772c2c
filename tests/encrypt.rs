//! Files of a group with recipients: readable by them and by nobody else, or refused.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking"
)]

mod common;

use common::World;

fn settings(world: &World, text: &str) {
    std::fs::write(
        world.path("settings.toml"),
        format!("[output.recipients]\n{text}"),
    )
    .unwrap();
}

#[test]
fn a_misspelt_group_or_one_without_a_key_is_refused() {
    let world = World::new();
    settings(&world, "NEW_YROK = [\"age1x\"]\n");
    world.refuses(&mut world.run(), 78, &["NEW_YROK", "no such group"]);
    settings(&world, "NEW_YORK = []\n");
    world.refuses(&mut world.run(), 78, &["NEW_YORK", "no key"]);
}

#[cfg(not(feature = "encrypt"))]
#[test]
fn keys_without_the_feature_are_refused_before_anything_is_written() {
    let world = World::new();
    settings(&world, "NEW_YORK = [\"age1x\"]\n");
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
    use preboard::files::digest_of_file;
    use preboard::schema::record::RunRecord;

    #[test]
    fn what_is_no_key_is_refused_by_its_number() {
        let world = World::new();
        let good = Identity::generate().to_public();
        settings(&world, &format!("NEW_YORK = [\"{good}\", \"age1x\"]\n"));
        world.refuses(&mut world.run(), 78, &["NEW_YORK", "key 2"]);
    }

    #[test]
    fn each_recipient_reads_the_files_and_nobody_else() {
        let world = World::new();
        let keys = [Identity::generate(), Identity::generate()];
        let [one, two] = keys.each_ref().map(Identity::to_public);
        settings(&world, &format!("NEW_YORK = [\"{one}\", \"{two}\"]\n"));
        world.run().args(["--run-id", "night"]).assert().success();
        let folder = world.path("out/night");
        for name in ["briefing.html", "recommendations.csv"] {
            assert!(!folder.join("groups/NEW_YORK").join(name).exists());
            let sealed = folder.join(format!("groups/NEW_YORK/{name}.age"));
            let bytes = std::fs::read(sealed).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains("ZUMARINOV"));
            for key in &keys {
                let clear = age::decrypt(key, &bytes).unwrap();
                assert!(String::from_utf8(clear).unwrap().contains("ZUMARINOV"));
            }
            assert!(age::decrypt(&Identity::generate(), &bytes).is_err());
            // The other groups have no recipients.
            assert!(folder.join("groups/MIAMI").join(name).exists());
        }
        let record = RunRecord::read(&folder.join("run.json")).unwrap();
        let sealed = record
            .outputs
            .iter()
            .filter(|output| output.path.ends_with(".age"));
        assert_eq!(sealed.clone().count(), 2);
        for output in sealed {
            assert_eq!(
                digest_of_file(&folder.join(&output.path)).unwrap(),
                output.digest
            );
        }
    }
}
