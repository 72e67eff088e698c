//! `#[derive(Choice)]`.

use crate::texts;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, LitStr, Result};

/// What the attribute of a variant says.
struct Said {
    code: LitStr,
    ja: Option<LitStr>,
    en: Option<LitStr>,
    also: Vec<LitStr>,
}

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else { return Err(Error::new_spanned(input, "a choice is an enum")) };
    let name = &input.ident;
    let snake = snake(&name.to_string());
    let mut declared = Vec::new();
    let mut all = Vec::new();
    for variant in &data.variants {
        if !matches!(variant.fields, syn::Fields::Unit) {
            return Err(Error::new_spanned(variant, "a choice holds nothing"));
        }
        let ident = &variant.ident;
        let Said { code, ja, en, also } = said(variant)?;
        let ja = ja.unwrap_or_else(|| code.clone());
        let en = en.unwrap_or_else(|| code.clone());
        declared.push(quote!(crate::field::ValueDecl { code: #code, ja: #ja, en: #en, also: &[#(#also),*] }));
        all.push(quote!(Self::#ident));
    }
    Ok(quote! {
        impl #name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[#(#all),*];
        }

        impl crate::field::Choice for #name {
            const DECLARED: &'static crate::field::ChoiceDecl = &crate::field::ChoiceDecl { name: #snake, values: &[#(#declared),*] };
            const VALUES: &'static [Self] = Self::ALL;

            fn position(self) -> usize {
                self as usize
            }
        }

        impl crate::field::Field for #name {
            fn shape() -> crate::field::Shape {
                crate::field::Shape::Choice(<Self as crate::field::Choice>::DECLARED)
            }

            fn read(value: &crate::field::Value, reader: &mut crate::field::Reader) -> Option<Self> {
                reader.choice(value)
            }
        }
    })
}

fn said(variant: &syn::Variant) -> Result<Said> {
    let attribute = variant.attrs.iter().find(|attribute| attribute.path().is_ident("choice"));
    let attribute = attribute.ok_or_else(|| Error::new_spanned(variant, "say how it is written: #[choice(\"code\", ja = …, en = …)]"))?;
    attribute.parse_args_with(|input: syn::parse::ParseStream| {
        let mut said = Said { code: input.parse()?, ja: None, en: None, also: Vec::new() };
        while input.parse::<Option<syn::Token![,]>>()?.is_some() && !input.is_empty() {
            let key: syn::Ident = input.parse()?;
            input.parse::<syn::Token![=]>()?;
            match key.to_string().as_str() {
                "ja" => said.ja = Some(input.parse()?),
                "en" => said.en = Some(input.parse()?),
                "also" => said.also = texts(input)?,
                _ => return Err(Error::new(key.span(), "a choice says ja, en and also")),
            }
        }
        Ok(said)
    })
}

/// `ExamKind` as `exam_kind`.
fn snake(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    out
}
