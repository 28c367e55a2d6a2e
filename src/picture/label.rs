//! Places labels one after another, the most important first; one that would lie on another is moved or left out.

/// Places taken so far.
#[derive(Debug, Default)]
pub struct Places {
    taken: Vec<[f64; 4]>,
}

impl Places {
    /// Takes the first of `boxes` (left, top, right, bottom) that is free and inside `frame`; its index, or `None`.
    /// O(boxes times places taken).
    pub fn take(&mut self, boxes: &[[f64; 4]], frame: [f64; 4]) -> Option<usize> {
        let inside =
            |b: &[f64; 4]| b[0] >= frame[0] && b[1] >= frame[1] && b[2] <= frame[2] && b[3] <= frame[3];
        let free = |b: &[f64; 4]| !self.taken.iter().any(|t| overlaps(b, t));
        let at = boxes.iter().position(|b| inside(b) && free(b))?;
        self.taken.push(boxes[at]);
        Some(at)
    }

    /// Takes a place without asking.
    pub fn block(&mut self, place: [f64; 4]) {
        self.taken.push(place);
    }
}

fn overlaps(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn the_first_free_box_is_taken() {
        let frame = [0.0, 0.0, 100.0, 100.0];
        let mut places = Places::default();
        places.block([10.0, 10.0, 20.0, 20.0]);
        assert_eq!(places.take(&[[15.0, 15.0, 25.0, 25.0], [30.0, 10.0, 40.0, 20.0]], frame), Some(1));
        assert_eq!(places.take(&[[35.0, 15.0, 45.0, 25.0]], frame), None);
        assert_eq!(places.take(&[[95.0, 10.0, 105.0, 20.0]], frame), None);
    }
}
