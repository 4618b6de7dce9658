//! The nouns: plain values that every other room speaks of.
//!
//! Left out on purpose: reading and writing, template engines and the command line. A
//! value is finished when it is made; nothing here is filled in later.

pub mod account;
pub mod author;
pub mod clock;
pub mod date;
pub mod declaration;
pub mod digest;
pub mod gauge;
pub mod identifier;
pub mod library;
pub mod link;
pub mod output;
pub mod paper;
pub mod partial_date;
pub mod period;
pub mod person_name;
pub mod prose;
pub mod related;
pub mod section;
pub mod slug;
pub mod timeline;
pub mod title;
pub mod topic;
pub mod trend;
