//! Eigenvector centrality: central is who is joined to the central.

use super::Centrality;
use crate::Adjacency;
use crate::components::{ComponentId, Components, components};
use crate::csr::Csr;
use crate::index::{NodeRow, TiSlice, TiVec};
use crate::parallel;

/// Rows of the matrix that one task multiplies.
const TASK: usize = 4096;

crate::index_type! {
    /// A node of a component.
    struct Member;
}

/// What the registry says of it.
pub const CENTRALITY: Centrality = Centrality {
    name: "eigenvector",
    summary: "dominant eigenvector of A + I in each component, its length the component's share of nodes",
    paper: "Bonacich, Factoring and weighting approaches to status scores and clique identification, \
            Journal of Mathematical Sociology 2(1), 1972, doi:10.1080/0022250X.1972.9989806",
};

/// How eigenvector centrality is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct EigenvectorOptions {
    /// Stop when the residual of every component, |(A + I)x - qx| / q with |x| = 1, is below this. Default 1e-12.
    pub tolerance: f64,
    /// Stop after this many steps in any case. Default 2000.
    pub steps: usize,
}

impl Default for EigenvectorOptions {
    fn default() -> Self {
        Self { tolerance: 1e-12, steps: 2000 }
    }
}

/// Eigenvector centrality of each node, all values >= 0.
///
/// In each connected component x is the eigenvector of the largest eigenvalue of A + I, A the weighted adjacency;
/// it is that of A, but the identity makes power iteration converge on bipartite graphs too. Components have no
/// common scale of their own: x is scaled to the Euclidean length (nodes of the component) / (nodes of the graph),
/// so that a connected graph has length 1 and a lone pair does not outrank the hubs of a large component. Isolated
/// nodes have 0, as no edge makes them central.
///
/// By the locally optimal conjugate gradients of Knyazev, "Toward the optimal preconditioned eigensolver", SIAM J. Sci.
/// Comput. 23(2), 2001, doi:10.1137/S1064827500366124: each step takes the best vector in the span of the last one,
/// its residual and the last change, and needs one product with the matrix; some 50 steps do what 300 of the power
/// method would. A last step of the power method makes all values positive. O(steps * (nodes + edges)); equal bits
/// for any number of threads.
///
/// ```
/// use portent_graph::{centrality::{eigenvector, EigenvectorOptions}, Adjacency};
/// let star = Adjacency::from_numbers(5, (1..5).map(|leaf| (0, leaf, 1.0)));
/// let x = eigenvector(&star, &EigenvectorOptions::default());
/// assert!((x.raw[0] - 0.5f64.sqrt()).abs() < 1e-11 && (x.raw[1] - 0.125f64.sqrt()).abs() < 1e-11);
/// ```
#[must_use]
pub fn eigenvector(adjacency: &Adjacency, options: &EigenvectorOptions) -> TiVec<NodeRow, f64> {
    let mut values: TiVec<NodeRow, f64> = vec![0.0; adjacency.len()].into();
    let mut member_of = vec![Member::default(); adjacency.len()].into();
    for nodes in members(&components(adjacency)).iter() {
        if nodes.len() > 1 {
            let matrix = Matrix::new(adjacency, nodes, &mut member_of);
            let share = nodes.len() as f64 / adjacency.len() as f64;
            for (&node, value) in nodes.iter().zip(dominant(&matrix, options)) {
                values[node] = value * share;
            }
        }
    }
    values
}

/// The nodes of each component.
fn members(components: &Components) -> Csr<ComponentId, NodeRow> {
    Csr::grouped(components.sizes.len(), components.of.iter().copied())
}

/// A + I of one component, its nodes numbered from 0.
struct Matrix {
    rows: Csr<Member, Member>,
    weights: Vec<f64>,
}

impl Matrix {
    /// `member_of` has room for the number of every node of the graph.
    fn new(adjacency: &Adjacency, nodes: &[NodeRow], member_of: &mut TiVec<NodeRow, Member>) -> Self {
        for (member, &node) in Member::first(nodes.len()).zip(nodes) {
            member_of[node] = member;
        }
        let mut matrix = Self { rows: Csr::default(), weights: Vec::new() };
        for &node in nodes {
            matrix.rows.push(adjacency.neighbors(node).iter().map(|&other| member_of[other]));
            matrix.weights.extend_from_slice(adjacency.weights(node));
        }
        matrix
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    /// The matrix times `x`.
    fn times(&self, x: &[f64], product: &mut [f64]) {
        let x: &TiSlice<Member, f64> = TiSlice::from_ref(x);
        parallel::consume(product.chunks_mut(TASK), |task, values| {
            for (row, value) in (task * TASK..).map(Member::from).zip(values) {
                let edges = self.rows[row].iter().zip(&self.weights[self.rows.range(row)]);
                *value = x[row] + edges.map(|(&other, weight)| x[other] * weight).sum::<f64>();
            }
        });
    }
}

/// A vector and the matrix times it.
struct Mapped {
    vector: Vec<f64>,
    image: Vec<f64>,
}

impl Mapped {
    fn new(size: usize, value: f64) -> Self {
        Self { vector: vec![value; size], image: vec![0.0; size] }
    }

    /// Takes the part along `other`, of length 1, out of the vector.
    fn remove(&mut self, other: &Self) {
        let along = dot(&self.vector, &other.vector);
        self.vector.iter_mut().zip(&other.vector).for_each(|(value, part)| *value -= along * part);
    }

    /// Makes the vector's length 1, where it has one.
    fn normalize(&mut self) {
        let length = dot(&self.vector, &self.vector).sqrt();
        if length > 0.0 {
            self.vector.iter_mut().for_each(|value| *value /= length);
        }
    }
}

/// The vector of length 1 for the largest eigenvalue.
fn dominant(matrix: &Matrix, options: &EigenvectorOptions) -> Vec<f64> {
    let size = matrix.len();
    let mut best = Mapped::new(size, 1.0 / (size as f64).sqrt());
    let mut residual = Mapped::new(size, 0.0);
    let mut change = Mapped::new(size, 0.0);
    matrix.times(&best.vector, &mut best.image);
    let mut surely = true;
    for _ in 0..options.steps {
        let quotient = dot(&best.vector, &best.image);
        for ((off, image), value) in residual.vector.iter_mut().zip(&best.image).zip(&best.vector) {
            *off = image - quotient * value;
        }
        if dot(&residual.vector, &residual.vector).sqrt() < options.tolerance * quotient {
            if surely {
                break;
            }
            // The image was carried along: only a fresh one tells.
            best.normalize();
            matrix.times(&best.vector, &mut best.image);
            surely = true;
            continue;
        }
        residual.remove(&best);
        residual.remove(&change);
        residual.normalize();
        matrix.times(&residual.vector, &mut residual.image);
        let mix = strongest_mix([&best, &residual, &change]);
        advance(&mut best, &residual, &mut change, mix);
        surely = false;
    }
    best.vector.iter_mut().for_each(|value| *value = value.abs());
    matrix.times(&best.vector, &mut best.image);
    std::mem::swap(&mut best.vector, &mut best.image);
    best.normalize();
    best.vector
}

/// How much of three orthogonal vectors makes the best one: the first is taken with a positive sign.
fn strongest_mix(of: [&Mapped; 3]) -> [f64; 3] {
    let product = |i: usize, j: usize| dot(&of[i].vector, &of[j].image);
    let mut matrix = [[0.0; 3]; 3];
    for (i, j) in [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)] {
        matrix[i][j] = product(i, j);
        matrix[j][i] = matrix[i][j];
    }
    let mix = dominant_of_three(matrix);
    if mix[0] < 0.0 { mix.map(|part| -part) } else { mix }
}

/// The vector of length 1 for the largest eigenvalue of a symmetric matrix, by Jacobi's rotations.
fn dominant_of_three(mut matrix: [[f64; 3]; 3]) -> [f64; 3] {
    let mut vectors = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    // They converge quadratically: a dozen rounds leave nothing.
    for (i, j) in [(0, 1), (0, 2), (1, 2)].into_iter().cycle().take(36) {
        if matrix[i][j] == 0.0 {
            continue;
        }
        let slope = (matrix[j][j] - matrix[i][i]) / (2.0 * matrix[i][j]);
        let tangent = slope.signum() / (slope.abs() + (slope * slope + 1.0).sqrt());
        let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
        let sine = tangent * cosine;
        let turn = |row: &mut [f64; 3]| {
            (row[i], row[j]) = (cosine * row[i] - sine * row[j], sine * row[i] + cosine * row[j]);
        };
        matrix.iter_mut().for_each(turn);
        let mut columns = transposed(matrix);
        columns.iter_mut().for_each(turn);
        matrix = transposed(columns);
        vectors.iter_mut().for_each(turn);
    }
    let largest = (0..3).max_by(|&a, &b| matrix[a][a].total_cmp(&matrix[b][b])).unwrap_or(0);
    vectors.map(|row| row[largest])
}

fn transposed(matrix: [[f64; 3]; 3]) -> [[f64; 3]; 3] {
    std::array::from_fn(|row| std::array::from_fn(|column| matrix[column][row]))
}

/// Puts the mix in the place of `best`, and in that of `change` what is orthogonal to it in the span of `best` and
/// the step taken.
fn advance(best: &mut Mapped, residual: &Mapped, change: &mut Mapped, [stay, along, on]: [f64; 3]) {
    let length = (along * along + on * on).sqrt();
    let aside = if length > 0.0 { stay / length } else { 0.0 };
    let mix = |best: &mut Vec<f64>, residual: &Vec<f64>, change: &mut Vec<f64>| {
        for ((best, residual), change) in best.iter_mut().zip(residual).zip(change) {
            let step = along * residual + on * *change;
            (*best, *change) = (stay * *best + step, aside * step - length * *best);
        }
    };
    mix(&mut best.vector, &residual.vector, &mut change.vector);
    mix(&mut best.image, &residual.image, &mut change.image);
}

/// The product of two vectors, added in one order whatever the number of threads: eight sums side by side.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let (a_chunks, a_rest) = a.as_chunks::<8>();
    let (b_chunks, b_rest) = b.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for (x, y) in a_chunks.iter().zip(b_chunks) {
        for (sum, (x, y)) in sums.iter_mut().zip(x.iter().zip(y)) {
            *sum += x * y;
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum();
    sums.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::{EigenvectorOptions, eigenvector};
    use crate::Adjacency;

    #[test]
    fn components_are_scaled_by_their_share_and_isolated_nodes_have_none() {
        // A pair and a triangle among 6 nodes: 2/6 over the root of 2, 3/6 over the root of 3.
        let edges = [(0, 1, 1.0), (2, 3, 1.0), (2, 4, 1.0), (3, 4, 1.0)];
        let x = eigenvector(&Adjacency::from_numbers(6, edges.into_iter()), &EigenvectorOptions::default());
        let pair = 1.0 / 3.0 / 2f64.sqrt();
        let triangle = 0.5 / 3f64.sqrt();
        for (value, expected) in x.iter().zip([pair, pair, triangle, triangle, triangle, 0.0]) {
            assert!((value - expected).abs() < 1e-12, "{x:?}");
        }
    }
}
