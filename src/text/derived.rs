//! What follows from a value, kept beside it.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

/// What follows from the rest of a value: it is made when it is first asked for, and kept for as long as the value is.
///
/// It says nothing new, so it is equal to any other and is a part of no digest. A clone of the value begins without it,
/// for a clone is made to be changed; where the change is none to what it follows from, the two may share it
/// ([`Derived::shared`]).
#[derive(Debug)]
pub struct Derived<T>(Arc<OnceLock<T>>);

impl<T> Derived<T> {
    /// What follows; `make` is called where nobody has asked before. Many threads may ask at once.
    pub fn get(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }

    /// Whether somebody has asked.
    pub fn is_made(&self) -> bool {
        self.0.get().is_some()
    }

    /// The same for another value that it follows from, too: whichever is asked first makes it for both.
    pub fn shared(&self) -> Self {
        Derived(Arc::clone(&self.0))
    }
}

impl<T> Default for Derived<T> {
    fn default() -> Self {
        Derived(Arc::default())
    }
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        Derived::default()
    }
}

impl<T> PartialEq for Derived<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Derived<T> {}

impl<T> Hash for Derived<T> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_once_and_anew_for_a_clone() {
        let first = Derived::default();
        let (shared, clone) = (first.shared(), first.clone());
        assert!(!shared.is_made());
        assert_eq!((first.get(|| 1), first.get(|| 2), shared.get(|| 3), clone.get(|| 4)), (&1, &1, &1, &4));
        assert!(shared.is_made());
        assert_eq!(first, clone);
    }
}
