//! Two things at once, for who has no threads of his own. The core is handed this and does
//! not know what is behind it.

/// A thing to do, once.
pub type Job<'a> = &'a mut (dyn FnMut() + Send);

/// Does parallel, at once or one after the other; when it returns both are done.
pub type InParallel<'a> = dyn Fn(Job, Job) + Sync + 'a;

/// For one thread.
pub fn in_turn(one: Job, other: Job) {
    one();
    other();
}

/// What two jobs make.
pub fn join<A: Send, B: Send>(
    parallel: &InParallel,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    let (mut one, mut other) = (Some(one), Some(other));
    let (mut first, mut second) = (None, None);
    parallel(&mut || first = one.take().map(|job| job()), &mut || {
        second = other.take().map(|job| job())
    });
    let done = first.zip(second);
    done.expect("whoever takes two jobs does both")
}

/// What every item becomes, in order.
pub fn map<T: Sync, R: Send>(
    parallel: &InParallel,
    items: &[T],
    work: &(dyn Fn(&T) -> R + Sync),
) -> Vec<R> {
    if items.len() <= AT_ONCE {
        return items.iter().map(work).collect();
    }
    let (left, right) = items.split_at(items.len() / 2);
    let (mut done, rest) = join(
        parallel,
        || map(parallel, left, work),
        || map(parallel, right, work),
    );
    done.extend(rest);
    done
}

/// Fewer items are not worth handing out.
const AT_ONCE: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_however_the_work_is_shared_out() {
        let items: Vec<u32> = (0..10_000).collect();
        let doubled: Vec<u32> = items.iter().map(|n| n * 2).collect();
        let backwards: &InParallel = &|one, other| in_turn(other, one);
        for parallel in [&in_turn as &InParallel, backwards] {
            assert_eq!(map(parallel, &items, &|n| n * 2), doubled);
            assert_eq!(join(parallel, || 1, || "b"), (1, "b"));
        }
    }
}
