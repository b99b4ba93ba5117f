#!/usr/bin/env bash
# Fails when a source file is not as clang-format would write it. Generated code is the templates' business.
set -euo pipefail
cd "$(dirname "$0")/../.."
git ls-files '*.cpp' '*.hpp' | grep -vE '(^|/)(generated|expected)/|^tests/(diagnostics|golden|compile_fail)/|/models/|/unit/frontend/clang/(blog|everything)/' |
  xargs clang-format --dry-run --Werror
