//! The newsletter: composed, made into messages, and sent once to each reader.

mod delivery;
mod killed;
mod letters;
mod lists;
mod messages;
pub mod postbox;
mod relay;
