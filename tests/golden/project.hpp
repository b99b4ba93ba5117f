// A project below tests/golden: its models read, and all that the generator makes of them.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "emit/json_form.hpp"
#include "model/draft.hpp"
#include "model/model.hpp"

namespace tenon::test {

struct Golden {
  model::Draft draft;
  model::Model model;
  std::map<std::string, std::string> files;  ///< path → text
};

/// Reads models/*.hpp, or models/*.json where there are none of the first. An error is a failure of
/// the test.
Golden generate(const std::filesystem::path& project, const std::string& title,
                const emit::JsonForm& json = {});

/// The same of one JSON document.
Golden generate_json(const std::string& document, const std::string& title);

std::string read_text(const std::filesystem::path& path);

/// Compares with the folder's files, byte for byte and name for name; with TENON_UPDATE_GOLDEN it
/// writes them instead.
void expect_files(const std::filesystem::path& expected,
                  const std::map<std::string, std::string>& files);

}  // namespace tenon::test
