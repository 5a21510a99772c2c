//! Cases that hang together: by a value that both have, or by somebody between them; with cases
//! of nights before where those are known.
//!
//! The graph has people on one side and values on the other, and is cut where the walk is cut:
//! nobody hangs together by what many share. No number ranks a group: their order is that of
//! what is known of them.

use super::across;
use super::members::{Earlier, Member, Node};
use super::walk::Link;
use crate::analysis::links::keys::Relation;
use petgraph::algo::bridges::bridges;
use petgraph::graph::{EdgeIndex, EdgeReference, NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// Cases of at least two people that are not of one booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// By index, in order.
    pub cases: Vec<usize>,
    /// Cases of nights before, by index: of its own people and of those whom they lead to.
    pub earlier: Vec<usize>,
    /// Everybody on the ways between them, the cases' own among them.
    pub people: usize,
    /// What they share.
    pub values: BTreeSet<(Relation, String)>,
    /// Values without which the group would fall in two, with two people or more on each side
    /// of one of their ties.
    pub bridges: BTreeSet<(Relation, String)>,
}

type Graph = UnGraph<Node, ()>;

/// In the order of their first cases. `links` are those of the walk; of these the first steps
/// say everything, since who is between two cases is a first step from both.
pub fn groups(members: &[Member], links: &[Link], earlier: &[Earlier]) -> Vec<Group> {
    let graph = graph(members, links, earlier);
    let all: Vec<EdgeReference<()>> = bridges(&graph).collect();
    let known = People::of(members, earlier);
    let mut groups = Vec::new();
    for component in components(&graph) {
        let people = component.iter().map(|node| &graph[*node]);
        let people = people.filter(|node| known.cases_of(node).next().is_some());
        let people: Vec<&Node> = people.collect();
        let mut cases: Vec<usize> = people
            .iter()
            .flat_map(|one| known.tonight.get(*one).into_iter().flatten().copied())
            .collect();
        cases.sort_unstable();
        if cases.is_empty() || people.len() < 2 || known.are_one_party(&people) {
            continue;
        }
        let before = people.iter().flat_map(|one| known.before.get(*one));
        let mut before: Vec<usize> = before.flatten().copied().collect();
        before.sort_unstable();
        groups.push(group(&graph, &all, &component, (cases, before)));
    }
    groups.sort_by(|one: &Group, other| one.cases.cmp(&other.cases));
    groups
}

/// Who is or was a case, with the cases.
struct People {
    tonight: BTreeMap<Node, Vec<usize>>,
    before: BTreeMap<Node, Vec<usize>>,
    bookings: BTreeMap<Node, BTreeSet<String>>,
}

impl People {
    fn of(members: &[Member], earlier: &[Earlier]) -> People {
        let by_person = across::tonight(members);
        let mut people = People {
            tonight: BTreeMap::new(),
            before: BTreeMap::new(),
            bookings: BTreeMap::new(),
        };
        for (case, member) in members.iter().enumerate() {
            let node = Node::Person(member.who);
            let own = people.bookings.entry(node.clone()).or_default();
            own.extend(member.booking.clone());
            people.tonight.entry(node).or_default().push(case);
        }
        for (case, one) in earlier.iter().enumerate() {
            let node = across::person(one, &by_person);
            let own = people.bookings.entry(node.clone()).or_default();
            own.extend(one.booking.clone());
            people.before.entry(node).or_default().push(case);
        }
        people
    }

    fn cases_of(&self, node: &Node) -> impl Iterator<Item = &usize> {
        let tonight = self.tonight.get(node).into_iter();
        tonight.chain(self.before.get(node)).flatten()
    }

    /// Whether one booking has them all.
    fn are_one_party(&self, people: &[&Node]) -> bool {
        let mut bookings = people.iter().map(|one| &self.bookings[*one]);
        let first = bookings.next().cloned().unwrap_or_default();
        let common = bookings.fold(first, |common, other| {
            common.intersection(other).cloned().collect()
        });
        !common.is_empty()
    }
}

/// People and values, each once, in their order.
fn graph(members: &[Member], links: &[Link], earlier: &[Earlier]) -> Graph {
    let mut ties = match earlier.is_empty() {
        true => BTreeSet::new(),
        false => across::ties(members, earlier),
    };
    for link in links.iter().filter(|link| link.step == 1 && link.ties()) {
        if let Some((_, other)) = link.other {
            let value = Node::Value(link.relation, link.value.clone());
            ties.insert((Node::Person(members[link.case].who), value.clone()));
            ties.insert((Node::Person(other), value));
        }
    }
    let nodes: BTreeSet<&Node> = ties.iter().flat_map(|(one, other)| [one, other]).collect();
    let mut graph = Graph::new_undirected();
    let numbers: BTreeMap<&Node, NodeIndex> = nodes
        .into_iter()
        .map(|node| (node, graph.add_node(node.clone())))
        .collect();
    for (one, other) in &ties {
        graph.add_edge(numbers[one], numbers[other], ());
    }
    graph
}

fn components(graph: &Graph) -> Vec<Vec<NodeIndex>> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for start in graph.node_indices() {
        if !seen.contains(&start) {
            let component = reached(graph, start, None);
            seen.extend(component.iter().copied());
            found.push(component.into_iter().collect());
        }
    }
    found
}

/// Everything that hangs together with a node, without one tie.
fn reached(graph: &Graph, start: NodeIndex, without: Option<EdgeIndex>) -> BTreeSet<NodeIndex> {
    let mut reached = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        for edge in graph.edges(node).filter(|edge| Some(edge.id()) != without) {
            if reached.insert(edge.target()) {
                open.push(edge.target());
            }
        }
    }
    reached
}

fn group(
    graph: &Graph,
    bridges: &[EdgeReference<()>],
    component: &[NodeIndex],
    (cases, earlier): (Vec<usize>, Vec<usize>),
) -> Group {
    let people = |nodes: &BTreeSet<NodeIndex>| {
        let is_person = |node: &&NodeIndex| !matches!(graph[**node], Node::Value(..));
        nodes.iter().filter(is_person).count()
    };
    let value = |node: NodeIndex| match &graph[node] {
        Node::Value(relation, text) => Some((*relation, text.clone())),
        Node::Person(_) | Node::Earlier(_) => None,
    };
    let whole: BTreeSet<NodeIndex> = component.iter().copied().collect();
    let all = people(&whole);
    let own = bridges.iter().filter(|edge| whole.contains(&edge.source()));
    let splits = own.filter(|edge| {
        let side = people(&reached(graph, edge.source(), Some(edge.id())));
        2 <= side && side + 2 <= all
    });
    let ends = splits.flat_map(|edge| [edge.source(), edge.target()]);
    Group {
        bridges: ends.filter_map(value).collect(),
        values: component.iter().filter_map(|node| value(*node)).collect(),
        people: all,
        cases,
        earlier,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::network::members::Valued;
    use crate::analysis::network::sharing::{Shared, Strength};
    use crate::analysis::network::walk::{Basis, Who};
    use crate::domain::ids::RowRef;

    fn who(name: u64) -> Who {
        Who { name, birth: 1 }
    }

    fn members(count: u64) -> Vec<Member> {
        let member = |name| Member {
            who: who(name),
            booking: None,
            person: format!("p{name}"),
            values: Vec::new(),
        };
        (0..count).map(member).collect()
    }

    /// Case, other person, value.
    fn link((case, other, value): (usize, u64, &str)) -> Link {
        Link {
            case,
            step: 1,
            other: Some((
                RowRef {
                    file: 0,
                    row: other,
                },
                who(other),
            )),
            via: None,
            relation: Relation::SamePayment,
            value: value.to_owned(),
            shared: Shared::of(2, 100),
            strength: Some(Strength(600)),
            basis: Basis::Derived,
        }
    }

    fn found(members: &[Member], links: &[(usize, u64, &str)]) -> Vec<Group> {
        let links: Vec<Link> = links.iter().copied().map(link).collect();
        groups(members, &links, &[])
    }

    fn texts(values: &BTreeSet<(Relation, String)>) -> Vec<&str> {
        values.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn cases_hang_together_by_a_value_or_by_somebody_between() {
        let members = members(4);
        // 0 and 1 share a card; 2 and 3 each share one with 7, who is no case.
        let links = [(0, 1, "a"), (1, 0, "a"), (2, 7, "b"), (3, 7, "c")];
        let groups = found(&members, &links);
        let cases: Vec<&[usize]> = groups.iter().map(|group| group.cases.as_slice()).collect();
        assert_eq!(cases, [[0, 1], [2, 3]]);
        assert_eq!((groups[0].people, groups[1].people), (2, 3));
        assert_eq!(texts(&groups[1].values), ["b", "c"]);
        assert!(
            found(&members, &[(0, 8, "a"), (1, 9, "b")]).is_empty(),
            "one case each"
        );
    }

    #[test]
    fn a_party_and_a_person_with_two_flights_are_no_network() {
        let links = [(0, 1, "a"), (1, 0, "a")];
        let mut party = members(2);
        party
            .iter_mut()
            .for_each(|one| one.booking = Some("XX/QX2".to_owned()));
        assert!(found(&party, &links).is_empty());
        party[1].booking = Some("XX/QX3".to_owned());
        assert_eq!(found(&party, &links).len(), 1);
        let mut twice = members(2);
        twice[1].who = who(0);
        assert!(found(&twice, &[(0, 5, "a"), (1, 5, "a")]).is_empty());
    }

    #[test]
    fn what_holds_two_halves_together_is_named() {
        // Two pairs, each with two cards in common, and one telephone between them.
        let pairs = [
            (0, 1, "a"),
            (0, 1, "b"),
            (2, 3, "c"),
            (2, 3, "d"),
            (1, 2, "t"),
        ];
        let groups = found(&members(4), &pairs);
        assert_eq!(groups.len(), 1);
        assert_eq!(texts(&groups[0].bridges), ["t"]);
        // A second way between them, and none falls apart.
        let more = [pairs.as_slice(), &[(0, 3, "u")]].concat();
        assert!(found(&members(4), &more)[0].bridges.is_empty());
        // Of three in a row nobody is cut off but single ones.
        assert!(
            found(&members(3), &[(0, 1, "a"), (1, 2, "b")])[0]
                .bridges
                .is_empty()
        );
    }

    fn earlier(person: &str, booking: &str, values: &[&str]) -> Earlier {
        Earlier {
            person: person.to_owned(),
            booking: Some(booking.to_owned()),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        }
    }

    fn valued(text: &str) -> Valued {
        Valued {
            digest: format!("payment:{text}"),
            relation: Relation::SamePayment,
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_card_of_a_night_before_ties_who_has_it_tonight() {
        let mut members = members(2);
        members[0].values = vec![valued("card")];
        let before = [
            // Who had the card, and was on another card with a third, who is too far.
            earlier("p8", "B1", &["payment:card", "payment:other"]),
            earlier("p9", "B2", &["payment:other"]),
            // Tonight's second case, and whom he shared a card with.
            earlier("p1", "B3", &["payment:old"]),
            earlier("p7", "B4", &["payment:old"]),
        ];
        let found = groups(&members, &[], &before);
        let told: Vec<_> = found
            .iter()
            .map(|group| {
                (
                    group.cases.as_slice(),
                    group.earlier.as_slice(),
                    group.people,
                )
            })
            .collect();
        assert_eq!(told, [(&[0][..], &[0][..], 2), (&[1][..], &[2, 3][..], 2)]);
        // What nobody has tonight has a name of its own.
        assert_eq!(texts(&found[1].values), ["\u{1f}payment:old"]);
    }

    #[test]
    fn many_nights_make_no_tie_of_what_many_share_and_no_network_of_a_family() {
        let mut one = members(1);
        one[0].values = vec![valued("desk")];
        let many: Vec<Earlier> = (10..40)
            .map(|name| earlier(&format!("p{name}"), "B", &["payment:desk"]))
            .collect();
        assert!(groups(&one, &[], &many).is_empty(), "31 have it");
        assert_eq!(groups(&one, &[], &many[1..])[0].people, 30);
        // Of one booking, then or now.
        one[0].booking = Some("B2".to_owned());
        let family = [
            earlier("p0", "B1", &["payment:desk"]),
            earlier("p5", "B1", &["payment:desk"]),
        ];
        assert!(groups(&one, &[], &family).is_empty());
    }

    /// Edges and bridges of made-up graphs, by networkx (`scripts/network_vectors`).
    #[test]
    fn bridges_are_those_of_networkx() {
        let vectors = include_str!("../../../tests/data/networks/bridges.tsv");
        let mut graphs = 0;
        for line in vectors.lines().filter(|line| !line.starts_with('#')) {
            let (edges, expect) = line.split_once('\t').unwrap();
            let pairs = |text: &str| -> BTreeSet<(usize, usize)> {
                let pairs = text
                    .split_whitespace()
                    .map(|pair| pair.split_once('-').unwrap());
                pairs
                    .map(|(one, other)| (one.parse().unwrap(), other.parse().unwrap()))
                    .collect()
            };
            let edges = pairs(edges);
            let nodes = 1 + edges.iter().map(|(_, other)| *other).max().unwrap();
            let mut graph: UnGraph<(), ()> = UnGraph::new_undirected();
            let numbers: Vec<NodeIndex> = (0..nodes).map(|_| graph.add_node(())).collect();
            for (one, other) in edges {
                graph.add_edge(numbers[one], numbers[other], ());
            }
            let ends = |edge: EdgeReference<()>| {
                let (one, other) = (edge.source().index(), edge.target().index());
                (one.min(other), one.max(other))
            };
            let found: BTreeSet<(usize, usize)> = bridges(&graph).map(ends).collect();
            assert_eq!(found, pairs(expect), "{line}");
            graphs += 1;
        }
        assert_eq!(graphs, 60);
    }
}
