// The face that was written by hand, reproduced byte for byte from the model of the design's first
// page. blog_run_test.cpp runs what is expected here.
#include <gtest/gtest.h>

#include "golden/project.hpp"

namespace tenon::test {
namespace {

TEST(Golden, TheHandWrittenFaceIsReproducedByteForByte) {
  const std::filesystem::path project = std::filesystem::path{TENON_GOLDEN} / "blog";
  expect_files(project / "expected", generate(project, "blog").files);
}

// Numbers as texts, and Decimals as numbers: exact_run_test.cpp runs it, tests/openapi judges it.
TEST(Golden, NumbersInJsonAreAsTheProjectSays) {
  const std::filesystem::path project = std::filesystem::path{TENON_GOLDEN} / "exact";
  const emit::JsonForm form{.int64_as_text = true, .decimal_as_number = true};
  expect_files(project / "expected", generate(project, "exact", form).files);
}

}  // namespace
}  // namespace tenon::test
