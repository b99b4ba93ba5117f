#pragma once

namespace forms {

/// What one may do.
/// In ascending order.
enum class Role {
  reader,  ///< reads
  /// reads and writes
  author,
  admin,
};

}  // namespace forms
