//! Drawings: an SVG is a document that can run scripts and fetch from elsewhere when it is opened by itself.

use super::{Fault, active, broken};
use crate::diagnostic::Text;
use crate::text;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The size that an SVG names: `width` and `height`, or those of its `viewBox`.
pub(super) fn size(svg: &str) -> Option<(usize, usize)> {
    let tag = svg.split_once("<svg")?.1.split_once('>')?.0;
    let attribute = |name: &str| tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value);
    let number =
        |text: &str| text.trim_end_matches("px").parse::<f64>().ok().filter(|number| *number > 0.0).map(|number| number.round() as usize);
    match (attribute("width").and_then(number), attribute("height").and_then(number)) {
        (Some(width), Some(height)) => Some((width, height)),
        _ => {
            let mut numbers = attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2).map(number);
            Some((numbers.next()??, numbers.next()??))
        }
    }
}

/// Why the drawing cannot go out.
pub(super) fn fault(svg: &str) -> Option<Fault> {
    let mut reader = Reader::from_str(svg);
    let (mut is_svg, mut depth, mut in_style) = (false, 0_usize, false);
    loop {
        let found = match reader.read_event() {
            Ok(Event::Start(element)) => {
                depth += 1;
                is_svg |= name(&element) == "svg";
                in_style = name(&element) == "style";
                of_element(&element)
            }
            Ok(Event::Empty(element)) => {
                is_svg |= name(&element) == "svg";
                of_element(&element)
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                in_style = false;
                None
            }
            Ok(Event::Text(text)) => in_style.then(|| of_style(text.as_ref())).flatten(),
            Ok(Event::CData(text)) => in_style.then(|| of_style(text.as_ref())).flatten(),
            Ok(Event::PI(instruction)) => {
                instruction.as_ref().starts_with("xml-stylesheet").then(|| text!("外のスタイルシート", "a style sheet from elsewhere"))
            }
            Ok(Event::DocType(kind)) => of_doctype(kind.as_ref()),
            Ok(Event::Eof) if is_svg && depth == 0 => return None,
            Ok(Event::Eof) | Err(_) => {
                return Some(broken(text!("SVGの書き方が途中で切れているか、壊れています", "the SVG is cut short or malformed")));
            }
            Ok(_) => None,
        };
        if let Some(what) = found {
            return Some(active(&what));
        }
    }
}

fn name(element: &BytesStart) -> String {
    element.local_name().as_ref().to_owned()
}

fn of_element(element: &BytesStart) -> Option<Text> {
    let tag = name(element);
    if ["script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "audio", "video", "link"]
        .contains(&&*tag.to_ascii_lowercase())
    {
        return Some(text!("`<{tag}>`", "`<{tag}>`"));
    }
    for attribute in element.attributes().with_checks(false).flatten() {
        let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
        let value: String =
            attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_or_else(|_| "&".to_owned(), |value| value.into_owned());
        let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_ascii_lowercase();
        if key.starts_with("on") && key.len() > 2 {
            return Some(text!("`{key}=`", "`{key}=`"));
        }
        let leads = matches!(&*key, "href" | "src" | "from" | "to" | "values") && !attribute.key.as_ref().starts_with("xmlns");
        if leads && (value.contains("javascript:") || value.contains("data:text/html")) {
            return Some(text!("スクリプトへのリンク", "a link to a script"));
        }
        let is_link = tag == "a" || matches!(&*key, "from" | "to" | "values");
        let inside = value.starts_with('#') || value.is_empty() || value.starts_with("data:image/") && !value.starts_with("data:image/svg");
        if leads && !is_link && !inside {
            return Some(text!("ほかのファイルやサイトの読み込み", "something that is fetched from elsewhere"));
        }
        if let Some(what) = of_style(&value) {
            return Some(what);
        }
    }
    None
}

/// `url(…)` of anything but a part of the drawing itself.
fn of_style(style: &str) -> Option<Text> {
    let style = style.to_ascii_lowercase();
    let outside = style.split("url(").skip(1).any(|rest| {
        let target = rest.trim_start_matches(['"', '\'', ' ']);
        !target.starts_with('#') && !target.starts_with("data:image/") && !target.starts_with("data:font/")
    });
    (outside || style.contains("@import")).then(|| text!("ほかのファイルやサイトの読み込み", "something that is fetched from elsewhere"))
}

/// Entities are how markup hides from whoever looks for it.
fn of_doctype(kind: &str) -> Option<Text> {
    let hides = kind.split("<!ENTITY").skip(1).any(|entity| {
        let value = entity.split('>').next().unwrap_or_default();
        value.contains("SYSTEM") || value.contains("PUBLIC") || value.contains(['<', '&', '%'])
    });
    hides.then(|| text!("置き換えの指示（ENTITY）", "entities that stand for something else"))
}
