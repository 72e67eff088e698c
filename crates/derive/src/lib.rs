//! `#[derive(Fields)]` and `#[derive(Choice)]`: what an author may write is declared once, at the type that holds it.
//!
//! The derives turn attributes into declarations (`crate::field::Declared`, `crate::field::ChoiceDecl`) and into a reader that tells all mistakes of a
//! record in one pass. They decide nothing: what a value of a type is, is said by its `crate::field::Field`.
//!
//! ```text
//! #[derive(Fields)]
//! pub struct Session {
//!     /// Seats.                                         English help
//!     #[field(ja = "定員", also = ["人数"], unit = "人", min = 1, help = "受けられる人数")]
//!     pub capacity: Option<i64>,
//!     #[field(ja = "並び順", default)]                  may be absent: `Default::default()`
//!     pub order: u32,
//!     #[field(ja = "印", default = true)]               may be absent: this
//!     pub mark: bool,
//!     #[field(skip)]                                     never written
//!     pub origin: Option<Origin>,
//! }
//!
//! #[derive(Choice)]
//! pub enum Access {
//!     #[choice("lgwan", ja = "LGWANから可", en = "LGWAN", also = ["総合行政ネットワーク"])]
//!     Lgwan,
//! }
//! ```
//!
//! `also` takes a list or the name of one, and may be said twice. `to` names the kind of record that an id leads to, `when` the condition on which a field is needed,
//! `text` what kind of text a text is. `#[fields(default)]` on a struct takes what is absent from the struct's own `Default`.

mod choice;
mod fields;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Declares a struct whose fields an author writes.
#[proc_macro_derive(Fields, attributes(fields, field))]
pub fn fields(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    fields::derive(&input).unwrap_or_else(|error| error.to_compile_error()).into()
}

/// Declares an enum of which an author writes one.
#[proc_macro_derive(Choice, attributes(choice))]
pub fn choice(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    choice::derive(&input).unwrap_or_else(|error| error.to_compile_error()).into()
}

/// The doc comment, its lines joined by spaces, with plain marks of code.
fn doc(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).filter_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(syn::MetaNameValue { value: syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }), .. }) => {
            Some(text.value().trim().to_owned())
        }
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}

/// A list of texts: `["集合", "対面"]`.
fn texts(input: syn::parse::ParseStream) -> syn::Result<Vec<syn::LitStr>> {
    let inside;
    syn::bracketed!(inside in input);
    let list = inside.parse_terminated(|input| input.parse::<syn::LitStr>(), syn::Token![,])?;
    Ok(list.into_iter().collect())
}
