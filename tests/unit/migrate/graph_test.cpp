#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tenon/error.hpp>
#include <tenon/revision.hpp>

namespace tenon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

//   a - b - d - e
//     \ c /
RevisionGraph diamond() {
  return RevisionGraph{std::vector<RevisionGraph::Node>{
      {"e", {"d"}}, {"d", {"b", "c"}}, {"c", {"a"}}, {"b", {"a"}}, {"a", {}}}};
}

TEST(RevisionGraph, parents_stand_before_children) {
  EXPECT_THAT(diamond().order(), ElementsAre("a", "c", "b", "d", "e"));
  EXPECT_THAT(diamond().heads(), ElementsAre("e"));
  EXPECT_THAT(diamond().ancestors({"b"}), ElementsAre("a", "b"));
  EXPECT_THAT(diamond().heads_of({"a", "b", "c"}), ElementsAre("c", "b"));
}

TEST(RevisionGraph, paths_through_a_diamond) {
  const RevisionGraph graph = diamond();
  EXPECT_THAT(graph.upgrade_path("head", {"a", "b"}), ElementsAre("c", "d", "e"));
  EXPECT_THAT(graph.upgrade_path("d", {}), ElementsAre("a", "c", "b", "d"));
  EXPECT_THAT(graph.downgrade_path("a", {"a", "b", "c", "d"}), ElementsAre("d", "b", "c"));
  EXPECT_THAT(graph.downgrade_path("b", {"a", "b", "c", "d"}), ElementsAre("d"));
  EXPECT_THAT(graph.downgrade_path("base", {"a", "b"}), ElementsAre("b", "a"));
  EXPECT_THAT(graph.upgrade_path("b", {"a", "b", "c"}), IsEmpty());
}

TEST(RevisionGraph, what_is_no_graph) {
  using Nodes = std::vector<RevisionGraph::Node>;
  EXPECT_THROW((RevisionGraph{Nodes{{"a", {}}, {"a", {}}}}), Error);
  EXPECT_THROW((RevisionGraph{Nodes{{"a", {"b"}}}}), Error);
  EXPECT_THROW((RevisionGraph{Nodes{{"a", {"b"}}, {"b", {"a"}}}}), Error);
  EXPECT_THROW((RevisionGraph{Nodes{{"a", {"a"}}}}), Error);
}

TEST(RevisionGraph, an_id_is_preferred_to_a_beginning) {
  const RevisionGraph graph{std::vector<RevisionGraph::Node>{{"ab", {}}, {"abc", {"ab"}}}};
  EXPECT_EQ(graph.find("ab"), "ab");
  EXPECT_EQ(graph.find("abc"), "abc");
  EXPECT_THROW(graph.find("a"), Error);
  EXPECT_THROW(graph.find(""), Error);
}

}  // namespace
}  // namespace tenon
