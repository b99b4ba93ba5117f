// Messages show names and texts of others: from files, from a database. What steers a terminal in
// them is shown and not obeyed.
#pragma once

#include <atomic>
#include <cstddef>
#include <ios>
#include <ostream>
#include <streambuf>
#include <string>

namespace tenon::command {

/// Hands on what is written, its control characters spelled: ESC as `\x1b`. Tabs and line ends
/// stay.
class VisibleBuffer : public std::streambuf {
 public:
  explicit VisibleBuffer(std::streambuf* target) : target_(target) {}

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override { return target_->pubsync(); }

 private:
  std::string visible(const char* text, std::size_t size);

  std::streambuf* target_;
  std::atomic<bool> is_after_c2_ = false;  ///< the byte before C1 controls in UTF-8, held back
};

/// The stream writes through a VisibleBuffer as long as this lives.
class VisibleOutput {
 public:
  explicit VisibleOutput(std::ostream& stream)
      : stream_(stream), before_(stream.rdbuf()), buffer_(before_) {
    stream.rdbuf(&buffer_);
  }
  VisibleOutput(const VisibleOutput&) = delete;
  VisibleOutput& operator=(const VisibleOutput&) = delete;
  ~VisibleOutput() { stream_.rdbuf(before_); }

 private:
  std::ostream& stream_;
  std::streambuf* before_;
  VisibleBuffer buffer_;
};

}  // namespace tenon::command
