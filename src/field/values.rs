//! What the simple types ask for: numbers, texts, days, lists, mappings.

use super::{Field, Form, Reader, Shape, Value};
use crate::notation::{Day, Deadline, FiscalYear, Id, Moment, Month, Quantity, Time, Tolerance, When};
use std::collections::BTreeMap;

macro_rules! whole {
    ($($type:ty)*) => {$(
        impl Field for $type {
            fn shape() -> Shape {
                Shape::Whole { min: i64::try_from(<$type>::MIN).unwrap_or(i64::MIN), max: i64::try_from(<$type>::MAX).unwrap_or(i64::MAX) }
            }

            fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
                let Shape::Whole { min, max } = Self::shape() else { return None };
                reader.whole(value, min, max).and_then(|number| Self::try_from(number).ok())
            }
        }
    )*};
}

whole! { u8 u32 usize i32 i64 }

macro_rules! forms {
    ($($type:ident)*) => {$(
        impl Field for $type {
            fn shape() -> Shape {
                Shape::Form(Form::$type)
            }

            fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
                reader.parsed(value, Self::parse)
            }
        }
    )*};
}

forms! { Id Day Month Moment Time Deadline When FiscalYear Quantity Tolerance }

impl Field for f64 {
    fn shape() -> Shape {
        Shape::Number
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        reader.decimal(value)
    }
}

impl Field for bool {
    fn shape() -> Shape {
        Shape::Truth
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        reader.truth(value)
    }
}

impl Field for String {
    fn shape() -> Shape {
        Shape::Text
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        reader.text(value).map(std::borrow::Cow::into_owned)
    }
}

impl Field for Value {
    fn shape() -> Shape {
        Shape::Any
    }

    fn read(value: &Value, _: &mut Reader) -> Option<Self> {
        Some(value.clone())
    }
}

impl<T: Field> Field for Option<T> {
    const OPTIONAL: bool = true;

    fn shape() -> Shape {
        Shape::Maybe(Box::new(T::shape()))
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            Value::String(text) if text.is_empty() => Some(None),
            _ => T::read(value, reader).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Field> Field for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        reader.list(value)
    }
}

impl<T: Field> Field for (T, T) {
    fn shape() -> Shape {
        Shape::Pair(Box::new(T::shape()))
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        reader.pair(value)
    }
}

impl<K: Field + Ord, V: Field> Field for BTreeMap<K, V> {
    fn shape() -> Shape {
        Shape::Map(Box::new(K::shape()), Box::new(V::shape()))
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        reader.map(value).map(|entries| entries.into_iter().collect())
    }
}
