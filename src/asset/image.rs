//! Whether an image is whole: its parts are walked from the first to the mark of its end. No picture is decoded.

use super::form::Form;
use super::{Fault, broken};
use crate::text;

/// No screen shows more: the longest side, and the number of points.
const LONGEST: usize = 30_000;
const POINTS: usize = 1 << 28;

/// Width and height, from the head of the image.
pub(super) fn size(bytes: &[u8]) -> Option<(usize, usize)> {
    imagesize::blob_size(bytes).ok().map(|size| (size.width, size.height))
}

/// Why the image cannot be shown.
pub(super) fn fault(form: Form, bytes: &[u8]) -> Option<Fault> {
    let is_whole = match form {
        Form::Png => png(bytes),
        Form::Jpeg => jpeg(bytes),
        Form::Gif => gif(bytes),
        _ => webp(bytes),
    };
    if is_whole.is_none() {
        return Some(broken(text!("画像が途中で切れているか、壊れています", "the image is cut short or damaged")));
    }
    let Some((width, height)) = size(bytes) else {
        return Some(broken(text!("画像の大きさを読めません", "the size of the image cannot be read")));
    };
    if width == 0 || height == 0 || width.max(height) > LONGEST || width.saturating_mul(height) > POINTS {
        return Some(broken(text!("画像の大きさが {width}×{height} で、表示できません", "an image of {width}×{height} cannot be shown")));
    }
    None
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    Some(bytes.get(at..at.checked_add(length)?)?.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

fn png(bytes: &[u8]) -> Option<()> {
    let (mut at, mut has_points) = (8, false);
    loop {
        let (length, kind) = (number(bytes, at, 4)?, bytes.get(at + 4..at + 8)?);
        let end = at.checked_add(length)?.checked_add(12)?;
        bytes.get(at..end)?;
        has_points |= kind == b"IDAT";
        if kind == b"IEND" {
            return has_points.then_some(());
        }
        at = end;
    }
}

fn jpeg(bytes: &[u8]) -> Option<()> {
    let scan = segments(bytes).find_map(|(marker, at, _)| (marker == 0xda).then_some(at))?;
    bytes.get(scan..)?.windows(2).any(|pair| pair == [0xff, 0xd9]).then_some(())
}

/// The segments of a JPEG up to its first scan: marker, and where the content begins and ends.
fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, usize, usize)> {
    let mut next = Some(2);
    std::iter::from_fn(move || {
        let mut at = next.take()?;
        if *bytes.get(at)? != 0xff {
            return None;
        }
        while *bytes.get(at + 1)? == 0xff {
            at += 1;
        }
        let (marker, end) = (*bytes.get(at + 1)?, at + 2 + number(bytes, at + 2, 2)?);
        bytes.get(at..end)?;
        next = (marker != 0xda).then_some(end);
        Some((marker, at + 4, end))
    })
}

/// Whether a photo says where it was taken: its EXIF data have a part for positions that is not empty.
pub(super) fn has_position(bytes: &[u8]) -> bool {
    let exif =
        segments(bytes).filter(|(marker, ..)| *marker == 0xe1).find_map(|(_, at, end)| bytes.get(at..end)?.strip_prefix(b"Exif\0\0"));
    exif.and_then(position).is_some()
}

fn position(tiff: &[u8]) -> Option<()> {
    let little = tiff.starts_with(b"II");
    let number = |at: usize, length: usize| {
        let part = tiff.get(at..at.checked_add(length)?)?;
        let sum = |number: usize, byte: &u8| number << 8 | usize::from(*byte);
        Some(if little { part.iter().rev().fold(0, sum) } else { part.iter().fold(0, sum) })
    };
    let entry = |at: usize, wanted: &[usize]| {
        let count = number(at, 2)?;
        let places = (0..count.min(512)).map(|index| at + 2 + index * 12);
        places.into_iter().find(|place| number(*place, 2).is_some_and(|tag| wanted.contains(&tag)))
    };
    let directory = number(entry(number(4, 4)?, &[0x8825])? + 8, 4)?;
    // Latitude or longitude; a camera without reception writes the version of the part alone.
    entry(directory, &[2, 4]).map(drop)
}

fn gif(bytes: &[u8]) -> Option<()> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let blocks = |mut at: usize| {
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                return Some(at);
            }
        }
    };
    let mut at = 13 + table(*bytes.get(10)?);
    loop {
        at = match *bytes.get(at)? {
            0x3b => return Some(()),
            0x21 => blocks(at + 2)?,
            0x2c => blocks(at + 11 + table(*bytes.get(at + 9)?))?,
            _ => return None,
        };
    }
}

fn webp(bytes: &[u8]) -> Option<()> {
    let length = bytes.get(4..8)?.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte));
    (bytes.len() >= length.checked_add(8)? && length > 4).then_some(())
}
