//! Places labels one after another, the most important first; one that would lie on another is moved or left out.

/// Places taken so far: by labels, and by dots that labels had better not cover.
#[derive(Debug, Clone, Default)]
pub struct Places {
    labels: Vec<[f64; 4]>,
    dots: Vec<[f64; 4]>,
}

/// What a label may lie on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covering {
    /// Neither labels nor dots.
    Nothing,
    /// Dots, where no place is clear of them.
    Dots,
}

impl Places {
    /// Takes the first of `boxes` (left, top, right, bottom) that is free and inside `frame`; its index, or `None`.
    /// O(boxes times places taken).
    pub fn take(&mut self, boxes: &[[f64; 4]], frame: [f64; 4], covering: Covering) -> Option<usize> {
        let inside =
            |b: &[f64; 4]| b[0] >= frame[0] && b[1] >= frame[1] && b[2] <= frame[2] && b[3] <= frame[3];
        let free = |b: &[f64; 4]| inside(b) && !self.labels.iter().any(|t| overlaps(b, t));
        let clear = |b: &[f64; 4]| free(b) && !self.dots.iter().any(|t| overlaps(b, t));
        let at = match covering {
            Covering::Nothing => boxes.iter().position(clear),
            Covering::Dots => boxes.iter().position(clear).or_else(|| boxes.iter().position(free)),
        }?;
        self.labels.push(boxes[at]);
        Some(at)
    }

    /// Takes a place for a text without asking.
    pub fn block(&mut self, place: [f64; 4]) {
        self.labels.push(place);
    }

    /// Notes a dot.
    pub fn dot(&mut self, [x, y]: [f64; 2], radius: f64) {
        self.dots.push([x - radius, y - radius, x + radius, y + radius]);
    }
}

fn overlaps(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::{Covering, Places};

    const FRAME: [f64; 4] = [0.0, 0.0, 100.0, 100.0];

    #[test]
    fn the_first_free_box_is_taken() {
        let mut places = Places::default();
        places.block([10.0, 10.0, 20.0, 20.0]);
        let boxes = [[15.0, 15.0, 25.0, 25.0], [30.0, 10.0, 40.0, 20.0]];
        assert_eq!(places.take(&boxes, FRAME, Covering::Nothing), Some(1));
        assert_eq!(places.take(&[[35.0, 15.0, 45.0, 25.0]], FRAME, Covering::Nothing), None);
        assert_eq!(places.take(&[[95.0, 10.0, 105.0, 20.0]], FRAME, Covering::Nothing), None);
    }

    #[test]
    fn dots_are_covered_only_where_that_is_allowed_and_nothing_else_is_free() {
        let mut places = Places::default();
        places.dot([50.0, 50.0], 5.0);
        let (on, beside) = ([48.0, 48.0, 60.0, 52.0], [60.0, 48.0, 72.0, 52.0]);
        assert_eq!(places.clone().take(&[on], FRAME, Covering::Nothing), None);
        assert_eq!(places.clone().take(&[on], FRAME, Covering::Dots), Some(0));
        assert_eq!(places.take(&[on, beside], FRAME, Covering::Dots), Some(1));
    }
}
