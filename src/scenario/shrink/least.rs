//! Delta debugging: of many things as few as still do.
//!
//! After "Simplifying and Isolating Failure-Inducing Input" (Zeller and Hildebrandt, 2002), `ddmin`, without
//! the tests of subsets, which for things that build on each other seldom hold.

/// Of so many that are left, every two are tried together.
const PAIRED_MAX: usize = 24;

/// Which of `all` may go: `holds` is asked whether it does without some of them. In the end it does not without
/// any one further.
pub(super) fn least<T: Copy>(all: &[T], holds: &mut dyn FnMut(&[T]) -> bool) -> Vec<T> {
    let mut kept = all.to_vec();
    let mut gone: Vec<T> = Vec::new();
    let mut without = |kept: &mut Vec<T>, gone: &mut Vec<T>, which: &[usize]| {
        let before = gone.len();
        gone.extend(which.iter().map(|at| kept[*at]));
        let does = holds(gone);
        if does {
            let mut number = 0..;
            kept.retain(|_| number.next().is_none_or(|it| !which.contains(&it)));
        } else {
            gone.truncate(before);
        }
        does
    };
    let mut size = kept.len();
    while size > 0 {
        let before = kept.len();
        // What comes late builds on what comes early, and goes first.
        let mut end = kept.len();
        while end > 0 {
            let start = end.saturating_sub(size);
            let which: Vec<_> = (start..end).collect();
            without(&mut kept, &mut gone, &which);
            end = start;
        }
        if size > 1 {
            size = size.div_ceil(2).min(kept.len());
        } else if kept.len() == before && !pairs(&mut kept, &mut gone, &mut without) {
            break;
        }
    }
    gone
}

/// Tries the rest without those at these places: true, and they are gone, if it still shows the same.
type Without<'a, T> = dyn FnMut(&mut Vec<T>, &mut Vec<T>, &[usize]) -> bool + 'a;

/// Whether two things can go that cannot go alone, such as what is made and its removal.
fn pairs<T>(kept: &mut Vec<T>, gone: &mut Vec<T>, without: &mut Without<'_, T>) -> bool {
    let count = kept.len();
    if count > PAIRED_MAX {
        return false;
    }
    let pairs = (0..count).rev().flat_map(|late| (0..late).rev().map(move |early| [early, late]));
    for pair in pairs {
        if without(kept, gone, &pair) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(count: u32, mut needed: impl FnMut(&dyn Fn(u32) -> bool) -> bool) -> Vec<u32> {
        let all: Vec<_> = (0..count).collect();
        let gone = least(&all, &mut |gone| needed(&|it| !gone.contains(&it)));
        all.into_iter().filter(|it| !gone.contains(it)).collect()
    }

    #[test]
    fn what_is_needed_is_left() {
        assert_eq!(kept(0, |_| true), Vec::<u32>::new());
        assert_eq!(kept(100, |_| true), Vec::<u32>::new());
        assert_eq!(kept(5, |has| (0..5).all(has)), [0, 1, 2, 3, 4]);
        assert_eq!(kept(100, |has| has(3) && has(64) && has(99)), [3, 64, 99]);
        // 7 and 8 go together only.
        assert_eq!(kept(20, |has| has(2) && has(7) == has(8)), [2]);
    }

    #[test]
    fn few_questions_are_enough() {
        let mut asked = 0;
        let left = kept(10_000, |has| {
            asked += 1;
            has(0) && has(5_000)
        });
        assert_eq!(left, [0, 5_000]);
        assert!(asked < 200, "{asked} questions");
    }
}
