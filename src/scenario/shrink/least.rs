//! Delta debugging: of many things as few as still do.
//!
//! After "Simplifying and Isolating Failure-Inducing Input" (Zeller and Hildebrandt, 2002), `ddmin`, without
//! the tests of subsets, which for things that build on each other seldom hold.

/// Of so many that are left, every two are tried together.
const PAIRED_MAX: usize = 24;

/// Which of `all` may go: `holds` is asked whether it does without some of them. In the end it does not without
/// any one further; nor without any two, of a few that are left, if they are `paired`.
pub(super) fn least<T: Copy>(
    all: &[T],
    paired: bool,
    holds: &mut dyn FnMut(&[T]) -> bool,
) -> Vec<T> {
    let mut few = Few { kept: all.to_vec(), gone: Vec::new(), holds };
    let mut size = few.kept.len();
    while size > 0 {
        let before = few.kept.len();
        // What comes late builds on what comes early, and goes first.
        let mut end = before;
        while end > 0 {
            let start = end.saturating_sub(size);
            few.without(&(start..end).collect::<Vec<_>>());
            end = start;
        }
        if size > 1 {
            size = size.div_ceil(2).min(few.kept.len());
        } else if few.kept.len() == before && !(paired && few.without_two()) {
            break;
        }
    }
    few.gone
}

struct Few<'a, T> {
    kept: Vec<T>,
    gone: Vec<T>,
    holds: &'a mut dyn FnMut(&[T]) -> bool,
}

impl<T: Copy> Few<'_, T> {
    /// Takes out those at these places of what is kept, if it holds without them.
    fn without(&mut self, places: &[usize]) -> bool {
        let before = self.gone.len();
        self.gone.extend(places.iter().map(|at| self.kept[*at]));
        let holds = (self.holds)(&self.gone);
        if holds {
            let mut place = 0..;
            self.kept.retain(|_| place.next().is_none_or(|it| !places.contains(&it)));
        } else {
            self.gone.truncate(before);
        }
        holds
    }

    /// Takes out two that cannot go alone, such as what is made and its removal.
    fn without_two(&mut self) -> bool {
        let count = self.kept.len();
        if count > PAIRED_MAX {
            return false;
        }
        let mut pairs = (0..count).rev().flat_map(|late| (0..late).rev().map(move |it| [it, late]));
        pairs.any(|pair| self.without(&pair))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(count: u32, mut needed: impl FnMut(&dyn Fn(u32) -> bool) -> bool) -> Vec<u32> {
        let all: Vec<_> = (0..count).collect();
        let gone = least(&all, true, &mut |gone| needed(&|it| !gone.contains(&it)));
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
