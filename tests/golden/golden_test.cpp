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

}  // namespace
}  // namespace tenon::test
