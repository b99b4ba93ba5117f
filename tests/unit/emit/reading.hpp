// A JSON model, read and checked, for tests that want a model in a few lines.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "frontend/json/read.hpp"
#include "model/check.hpp"

namespace tenon::test {

/// The model of a document's `$defs` in the namespace `shop`; an error is a failure of the test.
inline model::Model model_of(const std::string& definitions) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  const int source = sources.add(
      "shop.json", R"({"x-tenon": {"namespace": "shop"}, "$defs": )" + definitions + "}");
  model::Model model =
      model::check(frontend::json::read(sources, {source}, {}, diagnostics), sources, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics, sources);
  return model;
}

}  // namespace tenon::test
