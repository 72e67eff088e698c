//! Escaping for HTML: text, attribute values and addresses. The only place of the Markdown room that does it.

use super::character::position;

/// Appends `text` as HTML text. Control characters that HTML forbids are left out.
pub fn escape(text: &str, out: &mut String) {
    write(text, out, |byte| (byte == b'&') | (byte == b'<') | (byte == b'>') | is_control(byte));
}

/// Appends `text` as the value of an attribute in double quotes.
pub fn escape_attribute(text: &str, out: &mut String) {
    write(text, out, |byte| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | is_control(byte));
}

fn is_control(byte: u8) -> bool {
    ((byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r')) | (byte == 0x7F)
}

fn write(text: &str, out: &mut String, special: impl Fn(u8) -> bool) {
    let mut from = 0;
    while let Some(at) = position(text.as_bytes(), from, |byte, _| special(byte)) {
        out.push_str(&text[from..at]);
        out.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "",
        });
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Appends an address as the value of an attribute: percent-encodes what an address may not hold, keeps what is encoded already.
pub fn escape_address(address: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in address.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#x27;"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'_' | b'.' | b'+' | b'!' | b'*' | b'(' | b')' | b',' | b'%' | b'#' | b'@' | b'?' | b'=' | b';' | b':' | b'/' | b'$'
            | b'~' => {
                out.push(char::from(byte));
            }
            _ => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_its_context() {
        let hostile = "\"><script>&\u{1}";
        let (mut text, mut value, mut address) = (String::new(), String::new(), String::new());
        escape(hostile, &mut text);
        escape_attribute(hostile, &mut value);
        escape_address(hostile, &mut address);
        assert_eq!(text, "\"&gt;&lt;script&gt;&amp;");
        assert_eq!(value, "&quot;&gt;&lt;script&gt;&amp;");
        assert_eq!(address, "%22%3E%3Cscript%3E&amp;%01");
    }
}
