// The statements that a connection has prepared, found by a 64-bit key in a handful of
// instructions: open addressing over stable entries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace tenon::detail {

/// `Entry` has a member `std::uint64_t key`. Entries keep their address. Holds at most `limit` of
/// them, so that a program which makes ever new texts does not fill the server's memory; what comes
/// later is run without being kept.
template <class Entry>
class StatementCache {
 public:
  static constexpr std::size_t limit = 512;

  StatementCache() : slots_(64) {}

  Entry* find(std::uint64_t key) const {
    for (std::size_t at = key & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      Entry* const entry = slots_[at].get();
      if (entry == nullptr || entry->key == key) return entry;
    }
  }

  bool is_full() const { return used_ >= limit; }

  Entry& insert(std::unique_ptr<Entry> entry) {
    if (2 * ++used_ > slots_.size()) grow();
    return *place(std::move(entry));
  }

  void clear() {
    for (std::unique_ptr<Entry>& slot : slots_) slot.reset();
    used_ = 0;
  }

 private:
  Entry* place(std::unique_ptr<Entry> entry) {
    std::size_t at = entry->key & (slots_.size() - 1);
    while (slots_[at] != nullptr) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = std::move(entry);
    return slots_[at].get();
  }

  void grow() {
    std::vector<std::unique_ptr<Entry>> old(2 * slots_.size());
    old.swap(slots_);
    for (std::unique_ptr<Entry>& entry : old) {
      if (entry != nullptr) place(std::move(entry));
    }
  }

  std::vector<std::unique_ptr<Entry>> slots_;  // a power of two, at most half full
  std::size_t used_ = 0;
};

}  // namespace tenon::detail
