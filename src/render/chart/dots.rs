//! Four dots that repeat a rough quantity (とても多い／多い／ある程度／少数); the word stands beside them. They are not head-counts.

use super::svg::Svg;

/// How many dots there are.
pub const MOST: u8 = 4;

/// Draws `weight` filled dots of four; more than four count as four. Hidden from readers, who get the word.
pub fn draw(weight: u8) -> String {
    let mut svg = Svg::hidden("", 84.0, 20.0);
    for at in 0..MOST {
        let x = 10.0 + 21.0 * f64::from(at);
        if at < weight {
            svg.circle("dot", x, 10.0, 7.0);
        } else {
            svg.circle("dot dot--off", x, 10.0, 6.25);
        }
    }
    svg.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_always_four_dots_and_weight_of_them_are_filled() {
        for (weight, filled) in [(0, 0), (1, 1), (4, 4), (200, 4)] {
            let svg = draw(weight);
            assert_eq!(svg.matches("<circle").count(), 4);
            assert_eq!(svg.matches("class=\"dot\"").count(), filled);
        }
    }
}
