//! Lists of document numbers as short printable strings. What they are lists of is not known here.

/// Six bits to a character; none of them needs an escape in a script.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What a bit map begins with.
const BITS: char = '~';

/// Appends `numbers` (ascending, each once) to `out`: distances of five bits to a character, the sixth saying that more follows; or a bit
/// map of six numbers to a character, when that is shorter.
pub fn encode(numbers: &[u32], out: &mut String) {
    let start = out.len();
    let mut next = 0;
    for number in numbers {
        let mut distance = number - next;
        while distance >= 32 {
            out.push(digit(distance & 31 | 32));
            distance >>= 5;
        }
        out.push(digit(distance));
        next = number + 1;
    }
    let bits = numbers.last().map_or(0, |last| *last as usize / 6 + 2);
    if bits < out.len() - start {
        out.truncate(start);
        out.push(BITS);
        let mut map = vec![0; bits - 1];
        for number in numbers {
            map[*number as usize / 6] |= 1 << (number % 6);
        }
        out.extend(map.into_iter().map(digit));
    }
}

/// One character for `value`, below 64.
pub fn digit(value: u32) -> char {
    char::from(DIGITS[(value & 63) as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the script reads it.
    fn decode(text: &str) -> Vec<u32> {
        let value = |c: u8| DIGITS.iter().position(|digit| *digit == c).unwrap() as u32;
        let mut numbers = Vec::new();
        if let Some(map) = text.strip_prefix(BITS) {
            for (at, c) in map.bytes().enumerate() {
                numbers.extend((0..6).filter(|bit| value(c) >> bit & 1 == 1).map(|bit| at as u32 * 6 + bit));
            }
            return numbers;
        }
        let (mut next, mut distance, mut shift) = (0, 0, 0);
        for c in text.bytes() {
            distance |= (value(c) & 31) << shift;
            shift += 5;
            if value(c) < 32 {
                numbers.push(next + distance);
                next += distance + 1;
                (distance, shift) = (0, 0);
            }
        }
        numbers
    }

    fn round(numbers: &[u32]) -> usize {
        let mut text = String::new();
        encode(numbers, &mut text);
        assert_eq!(decode(&text), numbers, "{text}");
        text.len()
    }

    #[test]
    fn lists_come_back_as_they_were() {
        round(&[]);
        round(&[0]);
        round(&[31, 32, 64, 5000, 40_000, 1_000_000]);
        round(&(0..500).filter(|n| n * n % 7 == 2).collect::<Vec<_>>());
    }

    #[test]
    fn dense_lists_become_bit_maps() {
        assert!(round(&(0..600).collect::<Vec<_>>()) <= 102);
        assert!(round(&(0..600).step_by(50).collect::<Vec<_>>()) <= 24);
    }
}
