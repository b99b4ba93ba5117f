// Memory for objects that come and go one at a time. Most cursors live for one row, and to allocate
// them was the dearest part of that.
#pragma once

#include <cstddef>
#include <new>
#include <utility>

namespace tenon::detail {

/// Keeps one block, all of one size; meant to be thread_local.
class SpareBlock {
 public:
  SpareBlock() = default;
  SpareBlock(const SpareBlock&) = delete;
  SpareBlock& operator=(const SpareBlock&) = delete;
  ~SpareBlock() { ::operator delete(std::exchange(block_, nullptr)); }

  void* take(std::size_t size) {
    void* const kept = std::exchange(block_, nullptr);
    return kept != nullptr ? kept : ::operator new(size);
  }
  void keep(void* block) {
    if (block_ == nullptr) {
      block_ = block;
    } else {
      ::operator delete(block);
    }
  }

 private:
  void* block_ = nullptr;
};

}  // namespace tenon::detail
