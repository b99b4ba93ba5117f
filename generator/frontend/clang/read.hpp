// The C++ front end: reads the users' headers with libclang into a Draft. Attributes, comments and
// initialisers are read from tokens and attached by position; libclang resolves the types and
// witnesses, by its warnings, that every attribute was seen.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::clang {

struct Options {
  std::vector<std::string> include_dirs;  ///< `-I`, in order; relative to project_dir
  /// Searched behind them, absolute. No header of the project is named by one, so that what is
  /// generated does not depend on a build.
  std::vector<std::string> build_include_dirs = {};
  std::vector<std::string> defines;  ///< `-D`: "NAME" or "NAME=value"
  std::string standard = "c++20";
  std::string project_dir;  ///< messages show paths relative to it; "" is the working directory
  bool use_real_headers = false;  ///< never stand-ins for standard headers (they are only faster)
};

struct Result {
  model::Draft draft;
  /// Every file on disk that libclang opened, absolute and sorted: for dependency files.
  std::vector<std::string> opened_files;
  bool used_real_headers = false;
  bool is_whole = false;   ///< every header was read to its end: opened_files are all of them
  bool is_cached = false;  ///< nothing was parsed, an earlier reading told all this (cache.hpp)
};

/// Reads the structs with `table`, their bases, and the enums that these use, in the order of the
/// headers and of the text. Adds every text that is read to `sources`. Errors of the user go to
/// `diagnostics`: unreadable-file, annotation-syntax, annotation-in-macro, misplaced-annotation,
/// unresolved-type, cxx-error, field-in-macro, nested-declaration; warnings: cxx-note,
/// missing-table.
Result read(const std::vector<std::string>& headers, const Options& options, base::Sources& sources,
            base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::clang
