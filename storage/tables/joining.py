"""One fault, many people: cases joined to a main one, and the answers that went to all of them."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class JoinedCase(Base):
    __tablename__ = "joined_cases"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    main_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)


class SharedAnswer(Base):
    """A message of a joined case that says what an answer in the main one says."""

    __tablename__ = "shared_answers"

    case_message_id: Mapped[int] = mapped_column(
        ForeignKey("case_messages.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    answer_id: Mapped[int] = mapped_column(
        ForeignKey("case_messages.id", ondelete="CASCADE"), index=True
    )
