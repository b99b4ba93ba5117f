// Mustache templates, made safe: no HTML escaping, delimiters that C++ never writes (« »), and
// every tag is checked against the view before anything is rendered, because the library renders an
// unknown name as nothing. A line that holds nothing but a value's tag is a block: each line of the
// value stands behind the tag's indentation, and an empty value leaves no line. «~» is a place
// where a line may be broken.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/diagnostic.hpp"

namespace tenon::emit {

/// «~» in a string of a view. A line of more than 100 columns is broken at the first of these
/// places behind which all of the rest fits, else at the last one up to which it fits; it goes on
/// four columns further in. No other text holds the byte: it is no part of UTF-8.
inline constexpr const char* soft_break = "\xfc";

/// The templates of a run by file name ("table.hpp.mustache"): the embedded ones, some perhaps
/// replaced by a user's.
class Templates {
 public:
  /// The templates that are part of the program.
  static Templates embedded();

  /// Replaces those that `directory` holds. A file there that is no template of ours is an error
  /// [unknown-template].
  void replace_from(const std::string& directory, base::Sources& sources,
                    base::Diagnostics& diagnostics);

  /// Renders one template. `view` is an object of strings, booleans, objects and lists. A tag that
  /// the view does not know, a name that is not a string, and a section that is never closed are
  /// errors with their place in the template [template-tag]; the result is then "".
  std::string render(const std::string& name, const nlohmann::json& view, base::Sources& sources,
                     base::Diagnostics& diagnostics) const;

  const std::map<std::string, std::string>& all() const { return texts_; }

 private:
  std::map<std::string, std::string> texts_;
  std::map<std::string, std::string> replaced_;  ///< name → the path that messages show

  struct Parsed;
  mutable std::map<std::string, std::shared_ptr<Parsed>> parsed_;  ///< those rendered before
};

/// Checks every tag of a template's text against a view, following sections into the view's lists.
void check_tags(int source, const nlohmann::json& view, const base::Sources& sources,
                base::Diagnostics& diagnostics);

}  // namespace tenon::emit
