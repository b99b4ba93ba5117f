#include "base/source.hpp"

#include <gtest/gtest.h>

namespace tenon::base {
namespace {

TEST(Sources, CountLinesAndColumnsFromOne) {
  Sources sources;
  const int file = sources.add("a.hpp", "one\ntwo\r\n\nlast");
  const auto at = [&](std::size_t offset) {
    const Position place = sources.position(file, offset);
    return std::pair{place.line, place.column};
  };
  EXPECT_EQ(at(0), std::pair(1, 1));
  EXPECT_EQ(at(3), std::pair(1, 4));
  EXPECT_EQ(at(4), std::pair(2, 1));
  EXPECT_EQ(at(9), std::pair(3, 1));
  EXPECT_EQ(at(10), std::pair(4, 1));
  EXPECT_EQ(at(14), std::pair(4, 5));
  EXPECT_EQ(at(99), std::pair(4, 5));
}

TEST(Sources, GiveALineWithoutItsEnd) {
  Sources sources;
  const int file = sources.add("a.hpp", "one\ntwo\r\n\nlast");
  EXPECT_EQ(sources.line(file, 1), "one");
  EXPECT_EQ(sources.line(file, 3), "one");
  EXPECT_EQ(sources.line(file, 5), "two");
  EXPECT_EQ(sources.line(file, 9), "");
  EXPECT_EQ(sources.line(file, 14), "last");
}

TEST(Sources, KeepAPathOnce) {
  Sources sources;
  const int first = sources.add("a.hpp", "x");
  EXPECT_EQ(sources.add("a.hpp", "y"), first);
  EXPECT_EQ(sources.text(first), "x");
  EXPECT_EQ(sources.find("a.hpp"), first);
  EXPECT_EQ(sources.find("b.hpp"), -1);
}

}  // namespace
}  // namespace tenon::base
