//! What a build without Polars says of the commands that it does not have.

use crate::common::{Said, World, preboard};

#[test]
fn what_is_not_built_in_is_69_and_says_how_to_build_it() {
    let world = World::new();
    world.night("first");
    for typed in [vec!["assess", "--runs", "out"], vec!["query", "SELECT 1"]] {
        let mut command = preboard();
        command.current_dir(world.folder.path()).args(&typed);
        let said = Said::of(&mut command).ended(69);
        said.tells(&["is not built in", "--no-default-features"]);
    }
    assert!(!world.path("out/assessment").exists());
}
