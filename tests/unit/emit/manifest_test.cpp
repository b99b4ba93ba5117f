#include "emit/manifest.hpp"

#include <gtest/gtest.h>

namespace tenon::emit {
namespace {

TEST(Manifest, IsReadAsItWasWritten) {
  const Manifest manifest{{{"a.hpp", "00"}, {"sub/ü \"b\".cpp", "ff"}}};
  EXPECT_EQ(parse_manifest(to_text(manifest)), manifest);
  EXPECT_EQ(parse_manifest(to_text({})), Manifest{});
  EXPECT_EQ(to_text({{{"b", "2"}, {"a", "1"}}}),
            "{\n  \"format\": 1,\n  \"files\": {\n    \"a\": \"1\",\n    \"b\": \"2\"\n  }\n}\n");
}

TEST(Manifest, WhatIsNoneGivesNothing) {
  for (const char* text :
       {"", "{", "[]", "7", "{}", R"({"format": 1})", R"({"format": 2, "files": {}})",
        R"({"format": 1, "files": []})", R"({"format": 1, "files": {"a": 7}})",
        R"({"format": "1", "files": {}})"})
    EXPECT_FALSE(parse_manifest(text)) << text;
}

}  // namespace
}  // namespace tenon::emit
