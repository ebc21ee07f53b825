//! How large a card is.

/// Width in pixels, as the services that show cards ask for.
pub(in crate::site) const WIDTH: u32 = 1200;

/// Height in pixels.
pub(in crate::site) const HEIGHT: u32 = 630;
