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

TEST(RevisionGraph, steps_from_a_name) {
  const RevisionGraph graph = diamond();
  EXPECT_THAT(graph.resolve("head-1"), ElementsAre("d"));
  EXPECT_THAT(graph.resolve("b-1"), ElementsAre("a"));
  EXPECT_THAT(graph.resolve("b+2"), ElementsAre("e"));
  EXPECT_THAT(graph.resolve("base+1"), ElementsAre("a"));
  EXPECT_THAT(graph.resolve("a-1"), IsEmpty());
  EXPECT_THAT(graph.upgrade_path("b+1", {"a"}), ElementsAre("c", "b", "d"));
  EXPECT_THAT(graph.downgrade_path("head-1", {"a", "b", "c", "d", "e"}), ElementsAre("e"));
  for (const char* const wrong :
       {"head-2", "a+1", "head+1", "a-2", "base-1", "a+x", "a+0", "z-1"}) {
    EXPECT_THROW(graph.resolve(wrong), Error) << wrong;
  }
  EXPECT_THROW(graph.downgrade_path("head", {"a"}), Error);
}

//   a - b - c - d, and s for b and c
std::vector<RevisionGraph::Node> squashed() {
  return {{"a", {}}, {"b", {"a"}}, {"c", {"b"}}, {"d", {"c"}}, {"s", {"a"}, {{"b", "c"}}}};
}

TEST(RevisionGraph, what_is_replaced_is_gone) {
  const RevisionGraph graph{squashed()};
  EXPECT_THAT(graph.order(), ElementsAre("a", "s", "d"));
  EXPECT_THAT(graph.upgrade_path("head", {}), ElementsAre("a", "s", "d"));
  EXPECT_THROW(graph.find("b"), Error);
  EXPECT_EQ(graph.replacement("b"), "s");
  EXPECT_EQ(graph.replacement("a"), "");
}

TEST(RevisionGraph, a_database_in_the_midst_goes_through_the_old_ones) {
  const RevisionGraph graph{squashed(), {"a", "b"}};
  EXPECT_THAT(graph.upgrade_path("head", {"a", "b"}), ElementsAre("c", "s", "d"));
  EXPECT_THAT(graph.downgrade_path("a", {"a", "b"}), ElementsAre("b"));
  const RevisionGraph stopped{squashed(), {"a"}, {"b"}};
  EXPECT_THAT(stopped.upgrade_path("head", {"a"}), ElementsAre("b", "c", "s", "d"));
  const RevisionGraph behind{squashed(), {"a", "b", "c"}};
  EXPECT_THAT(behind.order(), ElementsAre("a", "s", "d"));
}

TEST(RevisionGraph, without_the_old_ones_the_midst_is_a_dead_end) {
  const std::vector<RevisionGraph::Node> nodes{{"a", {}}, {"d", {"c"}}, {"s", {"a"}, {{"b", "c"}}}};
  EXPECT_THAT((RevisionGraph{nodes, {"a", "b", "c"}}).order(), ElementsAre("a", "s", "d"));
  EXPECT_THROW((RevisionGraph{nodes, {"a", "b"}}), Error);
  const std::vector<RevisionGraph::Node> wrong{{"a", {}}, {"d", {"b"}}, {"s", {"a"}, {{"b", "c"}}}};
  EXPECT_THROW(RevisionGraph{wrong}, Error);
}

}  // namespace
}  // namespace tenon
