//! `#[derive(Fields)]`.

use crate::{doc, texts};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Error, Expr, Fields, LitStr, Result, Type};

/// What the attribute of a field says.
#[derive(Default)]
struct Said {
    ja: Option<LitStr>,
    also: Vec<Expr>,
    alias: Vec<LitStr>,
    unit: Option<LitStr>,
    help: Option<LitStr>,
    to: Option<LitStr>,
    when: Option<LitStr>,
    min: Option<Expr>,
    max: Option<Expr>,
    text: Option<syn::Ident>,
    default: Option<Option<Expr>>,
    skip: bool,
}

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Struct(data) = &input.data else { return Err(Error::new_spanned(input, "a record is a struct")) };
    let Fields::Named(fields) = &data.fields else { return Err(Error::new_spanned(input, "a record has named fields")) };
    let name = &input.ident;
    let name_text = name.to_string();
    let by_default = takes_default(input)?;
    let (mut declared, mut reads, mut builds) = (Vec::new(), Vec::new(), Vec::new());
    for field in &fields.named {
        let ident = field.ident.as_ref().expect("named fields have names");
        let said = said(field)?;
        if said.skip {
            builds.push(quote!(#ident: Default::default()));
            continue;
        }
        let at = declared.len();
        let ty = &field.ty;
        declared.push(declaration(ident, ty, &said, doc(&field.attrs), by_default));
        let value = format_ident!("field_{ident}");
        reads.push(match &said.default {
            Some(Some(default)) => quote!(let #value = entries.read_or::<#ty>(reader, #at, || #default);),
            Some(None) => quote!(let #value = entries.read_or::<#ty>(reader, #at, Default::default);),
            None if by_default => quote!(let #value = entries.read_or::<#ty>(reader, #at, || Self::default().#ident);),
            None => quote!(let #value = entries.read::<#ty>(reader, #at);),
        });
        builds.push(quote!(#ident: #value?));
    }
    Ok(quote! {
        impl crate::field::Fields for #name {
            const DECLARED: &'static crate::field::RecordDecl =
                &crate::field::RecordDecl { name: #name_text, fields: &[#(#declared),*] };
        }

        impl crate::field::Field for #name {
            fn shape() -> crate::field::Shape {
                crate::field::Shape::Record(<Self as crate::field::Fields>::DECLARED)
            }

            #[allow(unused_variables, unused_mut, reason = "a record may have no fields")]
            fn read(value: &crate::field::Value, reader: &mut crate::field::Reader) -> Option<Self> {
                let entries = reader.entries(value, <Self as crate::field::Fields>::DECLARED)?;
                #(#reads)*
                Some(Self { #(#builds),* })
            }
        }
    })
}

fn declaration(ident: &syn::Ident, ty: &Type, said: &Said, help_en: String, by_default: bool) -> TokenStream {
    let key = ident.to_string();
    let key = key.strip_prefix("r#").unwrap_or(&key);
    let Said { ja, also, alias, unit, help, to, when, min, max, text, default, .. } = said;
    let or_empty = |text: &Option<LitStr>| text.as_ref().map_or_else(|| quote!(""), |text| quote!(#text));
    let (ja, unit, to, when) = (or_empty(ja), or_empty(unit), or_empty(to), or_empty(when));
    // What is called by its heading alone needs no more words.
    let help = help.as_ref().map_or_else(|| ja.clone(), |help| quote!(#help));
    let or_none = |bound: &Option<Expr>| bound.as_ref().map_or_else(|| quote!(None), |bound| quote!(Some(#bound)));
    let (min, max) = (or_none(min), or_none(max));
    let text = text.as_ref().map_or_else(|| quote!(Plain), |text| quote!(#text));
    let may_lack = default.is_some() || by_default;
    quote! {
        crate::field::Declared {
            key: #key,
            ja: #ja,
            also: &[#(#also),*],
            alias: &[#(#alias),*],
            unit: #unit,
            help: #help,
            help_en: #help_en,
            to: #to,
            when: #when,
            min: #min,
            max: #max,
            text: crate::field::TextKind::#text,
            required: !(#may_lack || <#ty as crate::field::Field>::OPTIONAL),
            shape: <#ty as crate::field::Field>::shape,
        }
    }
}

/// Whether absent fields come from the struct's own `Default`.
fn takes_default(input: &DeriveInput) -> Result<bool> {
    let mut takes = false;
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("fields")) {
        attribute.parse_nested_meta(|meta| {
            takes |= meta.path.is_ident("default");
            if takes { Ok(()) } else { Err(meta.error("a record says only `default`")) }
        })?;
    }
    Ok(takes)
}

fn said(field: &syn::Field) -> Result<Said> {
    let mut said = Said::default();
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("field")) {
        attribute.parse_nested_meta(|meta| {
            let key = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
            match key.as_str() {
                "ja" => said.ja = Some(meta.value()?.parse()?),
                "unit" => said.unit = Some(meta.value()?.parse()?),
                "help" => said.help = Some(meta.value()?.parse()?),
                "to" => said.to = Some(meta.value()?.parse()?),
                "when" => said.when = Some(meta.value()?.parse()?),
                "min" => said.min = Some(meta.value()?.parse()?),
                "max" => said.max = Some(meta.value()?.parse()?),
                "text" => said.text = Some(meta.value()?.parse()?),
                "also" => said.also.push(list(meta.value()?)?),
                "alias" => said.alias = texts(meta.value()?)?,
                "skip" => said.skip = true,
                "default" => said.default = Some(if meta.input.peek(syn::Token![=]) { Some(meta.value()?.parse()?) } else { None }),
                _ => return Err(meta.error("a field says ja, also, alias, unit, help, to, when, min, max, text, default or skip")),
            }
            Ok(())
        })?;
    }
    Ok(said)
}

/// A list of texts, or the name of one.
fn list(input: syn::parse::ParseStream) -> Result<Expr> {
    let list: Expr = input.parse()?;
    Ok(if matches!(list, Expr::Array(_)) { syn::parse_quote!(&#list) } else { list })
}
