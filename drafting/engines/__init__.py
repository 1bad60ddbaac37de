"""Writers of sections: ``offline`` (facts and phrasing alone) and ``model`` (LangChain)."""
