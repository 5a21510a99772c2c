//! A file system that cannot rename without replacing, or not exchange two folders: whoever needs
//! it is told which one it is, and nothing takes a name in another way.

use crate::attempt;
use crate::desk::{COMMANDS, Desk, Tried};
use crate::invariants::{self, Before, runs_of};
use preboard::faults::Order;
use preboard::ledger;

/// What `renameat2` says of a flag that the file system does not know.
const EINVAL: i32 = 22;

#[test]
fn a_file_system_that_cannot_rename_so_is_named_and_no_other_rename_stands_in() {
    let desk = Desk::new();
    for command in COMMANDS {
        let whole = desk.fresh();
        let (ended, said) = attempt(whole.path(), vec![desk.arguments(command, &whole)], None);
        assert_eq!(ended.codes, [0], "{command:?} without a failure: {said}");
        let expected = invariants::outcome(command, &whole);
        let asked = (0..).zip(&ended.kinds);
        let asked = asked.filter(|(_, kind)| ["RenameNew", "Exchange"].contains(&kind.as_str()));
        let asked: Vec<u64> = asked.map(|(nth, _)| nth).collect();
        // An import replaces what stands there, and needs neither.
        let imports = matches!(command, Tried::ListImport | Tried::ManifestImport);
        assert_eq!(asked.is_empty(), imports, "{command:?}: {:?}", ended.kinds);
        for &nth in &asked {
            let world = desk.fresh();
            let before = Before::of(&world);
            let (runs, parts) = (runs_of(&world.out()), ledger::parts(&world.out()).unwrap());
            let order = Order {
                nth,
                lasting: false,
                errno: EINVAL,
            };
            let arguments = desk.arguments(command, &world);
            let (ended, said) = attempt(world.path(), vec![arguments], Some(order));
            let what = format!("{command:?}: call {nth} ({:?}): {said}", ended.failed);
            // What stands beside the night is not the night: it is told. The copy of its traffic is
            // made by the next one; what links later nights to it is not.
            let beside = [
                "no copy of what was screened is in traffic",
                "later nights will not be linked to this one",
            ];
            let beside = beside.iter().any(|words| said.contains(words));
            assert_eq!(ended.codes, [if beside { 0 } else { 73 }], "{what}");
            assert!(
                said.contains("the file system ") && said.contains(" at /"),
                "{what}"
            );
            if command != Tried::Purge && !beside {
                assert_eq!(runs_of(&world.out()), runs, "{what}");
            }
            assert_eq!(ledger::parts(&world.out()).unwrap(), parts, "{what}");
            invariants::hold(command, &world, &before, &ended, &expected, &what);
        }
        eprintln!("{command:?}: {} renames refused", asked.len());
    }
}
