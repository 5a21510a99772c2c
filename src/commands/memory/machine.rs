//! How much memory this process may take: the least of what its control groups, its limits and
//! the machine allow. Who cannot be asked, as elsewhere than on Linux, allows all.

use crate::files;
use std::path::{Path, PathBuf};

/// Bytes, and who says so.
pub(super) fn allowed() -> Option<(u64, String)> {
    let text = |path: &str| files::read_text(Path::new(path)).ok().unwrap_or_default();
    let groups = text("/proc/self/cgroup");
    let groups = group_files(&groups).into_iter().filter_map(|path| {
        let bytes = files::read_text(&path).ok()?.trim().parse().ok()?;
        Some((bytes, "its control group".to_owned()))
    });
    let limit = address_space(&text("/proc/self/limits")).map(|bytes| {
        // The program's own file is mapped whole and counts, though little of it is read.
        let left = bytes.saturating_sub(mapped(&text("/proc/self/status")).unwrap_or(0));
        (left, "its limit of address space (ulimit -v)".to_owned())
    });
    let machine = total(&text("/proc/meminfo")).map(|bytes| (bytes, "the machine".to_owned()));
    groups.chain(limit).chain(machine).min()
}

/// Files that may hold a limit: of the process's group and of every one above it, in either
/// version of the interface.
fn group_files(groups: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for line in groups.lines() {
        let mut parts = line.splitn(3, ':');
        let (Some(_), Some(kinds), Some(own)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let (root, name) = match kinds {
            "" => ("/sys/fs/cgroup", "memory.max"),
            _ if kinds.split(',').any(|kind| kind == "memory") => {
                ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
            }
            _ => continue,
        };
        let own = Path::new(own.trim_start_matches('/'));
        files.extend(
            own.ancestors()
                .map(|group| Path::new(root).join(group).join(name)),
        );
    }
    files
}

/// `Max address space  1073741824  unlimited  bytes`.
fn address_space(limits: &str) -> Option<u64> {
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max address space"))?;
    line.split_whitespace().nth(3)?.parse().ok()
}

/// `VmSize:    123456 kB`.
fn mapped(status: &str) -> Option<u64> {
    kilobytes(status, "VmSize:")
}

fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes.saturating_mul(1024))
}

/// With what can be swapped out.
fn total(meminfo: &str) -> Option<u64> {
    let swap = kilobytes(meminfo, "SwapTotal:").unwrap_or(0);
    Some(kilobytes(meminfo, "MemTotal:")?.saturating_add(swap))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_above_is_asked_in_either_version() {
        let path = |text: &str| PathBuf::from(text);
        assert_eq!(
            group_files("0::/system.slice/preboard.service\n"),
            [
                path("/sys/fs/cgroup/system.slice/preboard.service/memory.max"),
                path("/sys/fs/cgroup/system.slice/memory.max"),
                path("/sys/fs/cgroup/memory.max"),
            ]
        );
        assert_eq!(
            group_files("8:pids:/a\n4:cpu,memory:/a\n"),
            [
                path("/sys/fs/cgroup/memory/a/memory.limit_in_bytes"),
                path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
            ]
        );
    }

    #[test]
    fn limits_are_read_as_the_system_writes_them() {
        let line = |value: &str| format!("Max address space         {value}   unlimited   bytes\n");
        assert_eq!(address_space(&line("1048576")), Some(1 << 20));
        assert_eq!(address_space(&line("unlimited")), None);
        assert_eq!(
            total("MemTotal: 1024 kB\nSwapTotal: 1 kB\n"),
            Some((1 << 20) + 1024)
        );
        assert_eq!(total(""), None);
        assert_eq!(mapped("VmPeak:\t 9 kB\nVmSize:\t 2 kB\n"), Some(2048));
    }
}
