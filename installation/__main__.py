"""`police-portal COMMAND`: what an administrator runs as root."""

import importlib
import sys

from installation.machine import Failed

COMMANDS = {
    "setup": "cài đặt, hoặc sửa lại những gì thiếu",
    "administrator": "tạo tài khoản quản trị đầu tiên",
    "doctor": "xem có gì hỏng",
    "alarm": "thử cảnh báo (--test)",
    "keys": "in khoá để cất ra ngoài máy",
    "backup": "sao lưu ngay, khôi phục thử và so sánh",
    "restore": "khôi phục từ một bản sao",
    "zalo": "nhập mã và khoá của Zalo",
    "miniapp": "ghi Mini App của tỉnh này ra một thư mục, để tải lên Zalo",
}


def main(words: list[str]) -> int:
    """Run the command that the first word names."""
    if not words or words[0] not in COMMANDS:
        listed = "\n".join(f"  {name:<14} {what}" for name, what in COMMANDS.items())
        sys.stderr.write(f"police-portal LỆNH [--help]\n{listed}\n")
        return 2
    try:
        status: int = importlib.import_module(f"installation.{words[0]}").main(words[1:])
    except Failed as reason:
        sys.stderr.write(f"\n{reason}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nĐã dừng. Chạy lại lệnh này để làm tiếp.\n")
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
